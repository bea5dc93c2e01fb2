/* Programs made to be measured, whose own cost is known.
 *
 * load burn SECONDS FILE          burns CPU for so long, and writes its CPU time to the file.
 * load storm COUNT FILE SEED      starts so many children, two at a time, that live 1 to 20 ms and burn all the while, and writes
 *                                 the CPU time of all.
 * load sleep COUNT SECONDS        COUNT processes, this one among them, that do nothing.
 * load stir COUNT SECONDS         the same, but each wakes every 100 ms and runs for a few microseconds.
 * load now                        prints the monotonic clock, ns.
 *
 * CPU time is what getrusage(2) tells of this process and of the children that it waited for: the scheduler's own account.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void burn(double seconds)
{
    double end = now() + seconds;
    while (now() < end) {
        for (volatile int i = 0; i < 1000; i++) {
        }
    }
}

static double cpu_time(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int report(const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) return 1;
    fprintf(file, "%.6f\n", cpu_time(RUSAGE_SELF) + cpu_time(RUSAGE_CHILDREN));
    return fclose(file) != 0;
}

static int storm(int count, const char *path, unsigned seed)
{
    const int at_a_time = 2;
    for (int i = 0; i < count; i++) {
        double life = 0.001 + 0.019 * rand_r(&seed) / RAND_MAX;
        if (i >= at_a_time) wait(NULL);
        pid_t child = fork();
        if (child < 0) return 1;
        if (child == 0) {
            burn(life);
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {
    }
    return report(path);
}

static int rest(int count, double seconds, int stirring)
{
    double end = now() + seconds;
    for (int i = 1; i < count; i++) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            break;
        }
    }
    while (now() < end) usleep(stirring ? 100000 : (useconds_t)((end - now()) * 1e6) + 1);
    while (wait(NULL) > 0) {
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "now") == 0) {
        struct timespec time;
        clock_gettime(CLOCK_MONOTONIC, &time);
        printf("%lld\n", time.tv_sec * 1000000000LL + time.tv_nsec);
        return 0;
    }
    if (argc == 4 && strcmp(argv[1], "burn") == 0) {
        burn(atof(argv[2]));
        return report(argv[3]);
    }
    if (argc == 5 && strcmp(argv[1], "storm") == 0) return storm(atoi(argv[2]), argv[3], (unsigned)atoi(argv[4]));
    if (argc == 4 && strcmp(argv[1], "sleep") == 0) return rest(atoi(argv[2]), atof(argv[3]), 0);
    if (argc == 4 && strcmp(argv[1], "stir") == 0) return rest(atoi(argv[2]), atof(argv[3]), 1);
    fprintf(stderr, "usage: load burn SECONDS FILE | storm COUNT FILE SEED | sleep|stir COUNT SECONDS | now\n");
    return 2;
}

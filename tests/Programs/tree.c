/* A tree of processes that is made to be measured: what it does is known, and how long it took is told by its own clocks.

   usage: tree [in FILE] [group] [gate FD] [report FD] MODE [NUMBER...]

   in FILE     first writes itself into the file, a cgroup's list of members
   group       first makes a process group of its own
   gate FD     what waits, waits until FD, a pipe, is at its end
   report FD   writes what it has to tell to FD: lines of numbers

   A MODE ends by itself: it works for a given CPU or wall time, or waits at the gate, which opens at the latest when whoever holds it ends. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int gate = -1, report = -1;
static const char *program;
static _Atomic long long *total; /* CPU time of all processes that ended through done(), ns */

static long long now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void tell(long long number)
{
    if (report >= 0) dprintf(report, "%lld\n", number);
}

static void wait_at_gate(void)
{
    char byte;
    while (gate >= 0 && read(gate, &byte, 1) > 0) {}
}

/* Works until the clock, which counts the CPU time of a process or thread, is so many milliseconds on. */
static void burn(clockid_t clock, double ms)
{
    long long end = now(clock) + (long long)(ms * 1e6);
    while (now(clock) < end) {}
}

static void done(void)
{
    *total += now(CLOCK_PROCESS_CPUTIME_ID);
    _exit(0);
}

static pid_t start(double ms)
{
    pid_t child = fork();
    if (child < 0) _exit(3);
    if (child == 0) {
        burn(CLOCK_PROCESS_CPUTIME_ID, ms);
        done();
    }
    return child;
}

static void children(int count, double ms)
{
    for (; count > 0; count--) waitpid(start(ms), NULL, 0);
}

/* The children of children whose parents end at once. */
static void orphans(int count, double ms)
{
    for (; count > 0; count--) {
        pid_t child = fork();
        if (child < 0) _exit(3);
        if (child == 0) {
            start(ms);
            done();
        }
        waitpid(child, NULL, 0);
    }
}

/* Children that the kernel throws away at their end, since nobody wants to know. */
static void unwaited(int count, double ms)
{
    signal(SIGCHLD, SIG_IGN);
    for (; count > 0; count--) {
        start(ms);
        if (count % 4 == 0) while (wait(NULL) > 0) {}
    }
    while (wait(NULL) > 0) {}
}

static void exec_each(int count, const char *ms)
{
    for (; count > 0; count--) {
        pid_t child = fork();
        if (child < 0) _exit(3);
        if (child == 0) {
            execl(program, program, "burn", ms, (char *)NULL);
            _exit(127);
        }
        waitpid(child, NULL, 0);
    }
}

static double thread_ms;

static void *thread(void *unused)
{
    burn(CLOCK_THREAD_CPUTIME_ID, thread_ms);
    wait_at_gate();
    return unused;
}

/* Tells how many threads could be made, and the CPU time so far, when all of them are there. */
static void threads(int count, double ms)
{
    pthread_t *ids = calloc(count, sizeof *ids);
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 32 * 1024);
    thread_ms = ms;
    int made = 0;
    while (made < count && pthread_create(&ids[made], &small, thread, NULL) == 0) made++;
    tell(made);
    tell(now(CLOCK_PROCESS_CPUTIME_ID));
    while (made > 0) pthread_join(ids[--made], NULL);
}

/* Outlives its parents in a session of its own; works once the gate opens. */
static void leave_daemon(double ms)
{
    pid_t child = fork();
    if (child == 0) {
        setsid();
        if (fork() == 0) {
            wait_at_gate();
            burn(CLOCK_PROCESS_CPUTIME_ID, ms);
            long long own = now(CLOCK_PROCESS_CPUTIME_ID);
            tell(own);
        }
        _exit(0);
    }
    waitpid(child, NULL, 0);
}

static void grandchildren(int depth, double ms)
{
    burn(CLOCK_PROCESS_CPUTIME_ID, ms);
    if (depth == 0) return;
    pid_t child = fork();
    if (child < 0) _exit(3);
    if (child == 0) {
        grandchildren(depth - 1, ms);
        done();
    }
    waitpid(child, NULL, 0);
}

/* So many children at once that do nothing but wait at the gate; tells their pids. */
static void crowd(int count)
{
    for (int i = 0; i < count; i++) {
        pid_t child = fork();
        if (child < 0) _exit(3);
        if (child == 0) {
            wait_at_gate();
            done();
        }
        tell(child);
    }
    tell(0);
    while (wait(NULL) > 0) {}
}

/* A child that has ended and is not waited for until the gate opens; tells its pid when it has. */
static void zombie(double ms)
{
    pid_t child = start(ms);
    siginfo_t end;
    waitid(P_PID, child, &end, WEXITED | WNOWAIT);
    tell(child);
    wait_at_gate();
    waitpid(child, NULL, 0);
}

/* Works before it tells its pid and again after the gate has opened: one part before whoever attaches to it comes, one after. */
static void attached(double before, double after)
{
    pid_t child = fork();
    burn(CLOCK_PROCESS_CPUTIME_ID, before);
    tell(getpid());
    wait_at_gate();
    burn(CLOCK_PROCESS_CPUTIME_ID, after);
    if (child == 0) done();
    waitpid(child, NULL, 0);
}

/* Processes that wake up every 100 us for so many milliseconds, and sleep before the timer's tick could find them at work. */
static void sleepers(int count, int ms)
{
    long long end = now(CLOCK_MONOTONIC) + ms * 1000000LL;
    struct timespec nap = { 0, 100000 };
    prctl(PR_SET_TIMERSLACK, 1UL);
    for (int i = 0; i < count; i++) {
        if (fork() != 0) continue;
        prctl(PR_SET_TIMERSLACK, 1UL);
        while (now(CLOCK_MONOTONIC) < end) nanosleep(&nap, NULL);
        done();
    }
    while (wait(NULL) > 0) {}
}

static void name(const char *text)
{
    prctl(PR_SET_NAME, text);
    tell(getpid());
    wait_at_gate();
}

int main(int, char **words)
{
    program = *words++;
    total = mmap(NULL, sizeof *total, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (; *words != NULL; words++) {
        if (strcmp(*words, "in") == 0) {
            FILE *members = fopen(*++words, "w");
            if (members == NULL || fprintf(members, "0") < 0 || fclose(members) != 0) return 4;
        } else if (strcmp(*words, "group") == 0) setpgid(0, 0);
        else if (strcmp(*words, "gate") == 0) gate = atoi(*++words);
        else if (strcmp(*words, "report") == 0) report = atoi(*++words);
        else break;
    }

    const char *mode = *words != NULL ? *words++ : "", *first = *words != NULL ? *words++ : "1", *second = *words != NULL ? *words : "0";
    if (strcmp(mode, "burn") == 0) burn(CLOCK_PROCESS_CPUTIME_ID, atof(first));
    else if (strcmp(mode, "children") == 0) children(atoi(first), atof(second));
    else if (strcmp(mode, "orphans") == 0) orphans(atoi(first), atof(second));
    else if (strcmp(mode, "unwaited") == 0) unwaited(atoi(first), atof(second));
    else if (strcmp(mode, "exec") == 0) exec_each(atoi(first), second);
    else if (strcmp(mode, "threads") == 0) threads(atoi(first), atof(second));
    else if (strcmp(mode, "daemon") == 0) leave_daemon(atof(first));
    else if (strcmp(mode, "grandchildren") == 0) grandchildren(atoi(first), atof(second));
    else if (strcmp(mode, "crowd") == 0) crowd(atoi(first));
    else if (strcmp(mode, "zombie") == 0) zombie(atof(first));
    else if (strcmp(mode, "attached") == 0) attached(atof(first), atof(second));
    else if (strcmp(mode, "sleepers") == 0) sleepers(atoi(first), atoi(second));
    else if (strcmp(mode, "name") == 0) name(first);
    else if (strcmp(mode, "wait") == 0) wait_at_gate();
    else return 2;
    *total += now(CLOCK_PROCESS_CPUTIME_ID);
    tell(*total);
    return 0;
}

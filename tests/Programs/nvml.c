/*
 * A library with the ABI of NVIDIA's NVML whose GPUs follow a script, for tests on machines without one.
 *
 * The script lies beside the library, at its path with ".script" behind it. A line is a word and pairs of key=value:
 *
 *   clock manual                      time stands until fake_nvml_set_time moves it; otherwise it is the machine's, from the first call on
 *   init error=18                     nvmlInit fails so
 *   gpu name=.. power=constant:250    also ramp:FROM:TO:SECONDS and square:LOW:HIGH:PERIOD (W, s); each line is one GPU
 *       energy=counter                also none, frozen, micro (counts uJ) and joule (counts J)
 *       instant=1 averaged=0          whether the field of instantaneous power is there; whether plain power is a mean over 1 s
 *       lost=2:5 hang=2:7 reload=3    seconds in which it is lost, in which calls block, and at which the driver is reloaded
 *       mig=1 gpm=1 private=1         cut into instances; whether it tells how busy they are; whether only they list their processes
 *       virtual=3 limit=700 arch=9 temp=60 memory=1000 throttle=4 util=30 samples=0 sm_clock=1500 memory_clock=2600
 *   instance gpu=0 id=3 slices=2      also compute=2, how many compute instances it has; each is one of at most 7 slices
 *   process gpu=0 pid=42 sm=50        also pid=file:/path, read at every call; sm=10/90 for samples that alternate, %
 *       memory=1000 from=0 to=10      MiB, s; kind=compute, graphics or mps; instance=3
 *
 * Sizes and orders of structures are those of the public header nvml.h.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OK = 0, UNINITIALIZED = 1, INVALID = 2, UNSUPPORTED = 3, NO_PERMISSION = 4, NOT_FOUND = 6, TOO_SMALL = 7, LOST = 15 };
enum { MOST_GPUS = 16, MOST_PROCESSES = 64, MOST_INSTANCES = 28, SLICES = 7, GENERATIONS = 4 };

struct gpu {
    char name[96], uuid[96], energy[16], shape[16];
    double a, b, c;
    double lost_from, lost_to, hang_from, hang_to, reload;
    int instant, averaged, mig, gpm, private, virt, util, samples, sm_clock, memory_clock;
    unsigned limit, arch, temp, throttle;
    unsigned long long memory;
    char handles[GENERATIONS];
};

struct instance {
    int gpu, slices, compute;
    unsigned id;
    char handles[SLICES];
};

struct process {
    int gpu, pid, sm_even, sm_odd;
    unsigned instance;
    char file[200], kind[16];
    double from, to;
    unsigned long long memory;
};

static struct gpu gpus[MOST_GPUS];
static struct process processes[MOST_PROCESSES];
static struct instance instances[MOST_INSTANCES];
static int gpu_count, process_count, instance_count, init_error, manual, initialized_at_reload;
static double manual_time;
static struct timespec first;
static unsigned long long calls;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const double SAMPLE = 0.2, COUNTER_STEP = 0.02;

static void gpu_value(struct gpu *g, const char *key, const char *value)
{
    if (!strcmp(key, "name")) snprintf(g->name, sizeof g->name, "%s", value);
    else if (!strcmp(key, "uuid")) snprintf(g->uuid, sizeof g->uuid, "%s", value);
    else if (!strcmp(key, "power")) sscanf(value, "%15[^:]:%lf:%lf:%lf", g->shape, &g->a, &g->b, &g->c);
    else if (!strcmp(key, "energy")) snprintf(g->energy, sizeof g->energy, "%s", value);
    else if (!strcmp(key, "lost")) sscanf(value, "%lf:%lf", &g->lost_from, &g->lost_to);
    else if (!strcmp(key, "hang")) sscanf(value, "%lf:%lf", &g->hang_from, &g->hang_to);
    else if (!strcmp(key, "reload")) g->reload = atof(value);
    else if (!strcmp(key, "instant")) g->instant = atoi(value);
    else if (!strcmp(key, "averaged")) g->averaged = atoi(value);
    else if (!strcmp(key, "mig")) g->mig = atoi(value);
    else if (!strcmp(key, "gpm")) g->gpm = atoi(value);
    else if (!strcmp(key, "private")) g->private = atoi(value);
    else if (!strcmp(key, "sm_clock")) g->sm_clock = atoi(value);
    else if (!strcmp(key, "memory_clock")) g->memory_clock = atoi(value);
    else if (!strcmp(key, "virtual")) g->virt = atoi(value);
    else if (!strcmp(key, "util")) g->util = atoi(value);
    else if (!strcmp(key, "samples")) g->samples = atoi(value);
    else if (!strcmp(key, "limit")) g->limit = atoi(value);
    else if (!strcmp(key, "arch")) g->arch = atoi(value);
    else if (!strcmp(key, "temp")) g->temp = atoi(value);
    else if (!strcmp(key, "throttle")) g->throttle = strtoul(value, NULL, 0);
    else if (!strcmp(key, "memory")) g->memory = strtoull(value, NULL, 0) << 20;
}

static void instance_value(struct instance *i, const char *key, const char *value)
{
    if (!strcmp(key, "gpu")) i->gpu = atoi(value);
    else if (!strcmp(key, "id")) i->id = atoi(value);
    else if (!strcmp(key, "slices")) i->slices = atoi(value);
    else if (!strcmp(key, "compute")) i->compute = atoi(value);
}

static void process_value(struct process *p, const char *key, const char *value)
{
    if (!strcmp(key, "gpu")) p->gpu = atoi(value);
    else if (!strcmp(key, "pid") && !strncmp(value, "file:", 5)) snprintf(p->file, sizeof p->file, "%s", value + 5);
    else if (!strcmp(key, "pid")) p->pid = atoi(value);
    else if (!strcmp(key, "instance")) p->instance = atoi(value);
    else if (!strcmp(key, "kind")) snprintf(p->kind, sizeof p->kind, "%s", value);
    else if (!strcmp(key, "memory")) p->memory = strtoull(value, NULL, 0) << 20;
    else if (!strcmp(key, "from")) p->from = atof(value);
    else if (!strcmp(key, "to")) p->to = atof(value);
    else if (!strcmp(key, "sm") && sscanf(value, "%d/%d", &p->sm_even, &p->sm_odd) == 1) p->sm_odd = p->sm_even;
}

static void read_script(void)
{
    Dl_info self;
    char path[1024], line[1024];
    clock_gettime(CLOCK_MONOTONIC, &first);
    if (!dladdr((void *)read_script, &self)) return;
    snprintf(path, sizeof path, "%s.script", self.dli_fname);
    FILE *script = fopen(path, "r");
    if (!script) return;
    while (fgets(line, sizeof line, script)) {
        char *rest = NULL, *word = strtok_r(line, " \n", &rest);
        struct gpu *g = NULL;
        struct process *p = NULL;
        struct instance *part = NULL;
        if (!word || word[0] == '#') continue;
        if (!strcmp(word, "gpu") && gpu_count < MOST_GPUS) {
            g = &gpus[gpu_count];
            *g = (struct gpu){ .instant = 1, .limit = 700, .arch = 9, .temp = 60, .sm_clock = 1500, .memory_clock = 2600, .util = -1, .samples = 1, .reload = 1e18, .lost_from = 1e18, .lost_to = 1e18, .hang_from = 1e18, .memory = 1 << 20 };
            strcpy(g->name, "Fake-100");
            strcpy(g->energy, "counter");
            strcpy(g->shape, "constant");
            g->a = 100;
            snprintf(g->uuid, sizeof g->uuid, "GPU-%08d-0000-4000-8000-000000000000", gpu_count++);
        } else if (!strcmp(word, "process") && process_count < MOST_PROCESSES) {
            p = &processes[process_count++];
            *p = (struct process){ .to = 1e18, .instance = ~0u };
            strcpy(p->kind, "compute");
        } else if (!strcmp(word, "instance") && instance_count < MOST_INSTANCES) {
            part = &instances[instance_count++];
            *part = (struct instance){ .slices = 1, .compute = 1 };
        }
        for (char *pair; (pair = strtok_r(NULL, " \n", &rest));) {
            char *value = strchr(pair, '=');
            if (value) *value++ = 0;
            if (!strcmp(word, "clock")) manual = !strcmp(pair, "manual");
            else if (!strcmp(word, "init") && value) init_error = atoi(value);
            else if (g && value) gpu_value(g, pair, value);
            else if (p && value) process_value(p, pair, value);
            else if (part && value) instance_value(part, pair, value);
        }
    }
    fclose(script);
}

static double now_is(void)
{
    struct timespec t;
    if (manual) return manual_time;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (t.tv_sec - first.tv_sec) + (t.tv_nsec - first.tv_nsec) / 1e9;
}

static double power_at(const struct gpu *g, double t)
{
    if (!strcmp(g->shape, "ramp")) return t >= g->c ? g->b : g->a + (g->b - g->a) * t / g->c;
    if (!strcmp(g->shape, "square")) return (long long)(t / (g->c / 2)) % 2 ? g->b : g->a;
    return g->a;
}

/* Joules since time 0. */
static double energy_at(const struct gpu *g, double t)
{
    if (!strcmp(g->shape, "ramp")) {
        double rising = t < g->c ? t : g->c;
        return g->a * rising + (g->b - g->a) * rising * rising / (2 * g->c) + g->b * (t - rising);
    }
    if (!strcmp(g->shape, "square")) {
        long long whole = (long long)(t / g->c);
        double left = t - whole * g->c, low = left < g->c / 2 ? left : g->c / 2;
        return whole * (g->a + g->b) * g->c / 2 + g->a * low + g->b * (left - low);
    }
    return g->a * t;
}

static int generation(const struct gpu *g, double t) { return (t >= g->lost_to) + (t >= g->reload); }

static int pid_of(const struct process *p)
{
    int pid = p->pid;
    FILE *file = p->file[0] ? fopen(p->file, "r") : NULL;
    if (!file) return p->file[0] ? 0 : pid;
    if (fscanf(file, "%d", &pid) != 1) pid = 0;
    fclose(file);
    return pid;
}

static struct instance *instance_of(void *handle)
{
    for (int i = 0; i < instance_count; i++) {
        long which = (char *)handle - instances[i].handles;
        if (which >= 0 && which < SLICES) return &instances[i];
    }
    return NULL;
}

/* Finds the GPU of a handle, blocks while it hangs, and tells what is in the way. */
static int enter(void *handle, struct gpu **found, double *t)
{
    pthread_once(&once, read_script);
    __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    struct instance *part = instance_of(handle);
    for (int i = 0; i < gpu_count; i++) {
        struct gpu *g = &gpus[i];
        long which = part && part->gpu == i ? generation(g, now_is()) : (char *)handle - g->handles;
        if (which < 0 || which >= GENERATIONS) continue;
        pthread_mutex_lock(&lock);
        for (*t = now_is(); *t >= g->hang_from && *t < g->hang_to; *t = now_is()) {
            if (manual) {
                pthread_cond_wait(&moved, &lock);
            } else {
                pthread_mutex_unlock(&lock);
                nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
                pthread_mutex_lock(&lock);
            }
        }
        pthread_mutex_unlock(&lock);
        *found = g;
        if (*t >= g->lost_from && *t < g->lost_to) return LOST;
        if (which != generation(g, *t)) return *t >= g->reload ? UNINITIALIZED : LOST;
        return OK;
    }
    return INVALID;
}

#define ENTER(handle) \
    struct gpu *g; double t; int error = enter(handle, &g, &t); \
    if (error) return error

/* For tests. */
void fake_nvml_set_time(double seconds)
{
    pthread_once(&once, read_script);
    pthread_mutex_lock(&lock);
    manual_time = seconds;
    pthread_cond_broadcast(&moved);
    pthread_mutex_unlock(&lock);
}

unsigned long long fake_nvml_calls(void) { return __atomic_load_n(&calls, __ATOMIC_RELAXED); }

/* The library. */
int nvmlInit_v2(void)
{
    pthread_once(&once, read_script);
    double t = now_is();
    for (int i = 0; i < gpu_count; i++) initialized_at_reload |= t >= gpus[i].reload;
    return init_error;
}

int nvmlInitWithFlags(unsigned flags) { return flags ? INVALID : nvmlInit_v2(); }

int nvmlShutdown(void) { return OK; }

const char *nvmlErrorString(int error) { return error ? "an error of the fake" : "Success"; }

int nvmlSystemGetDriverVersion(char *text, unsigned length) { snprintf(text, length, "999.10"); return OK; }

int nvmlSystemGetNVMLVersion(char *text, unsigned length) { snprintf(text, length, "13.999.10"); return OK; }

int nvmlDeviceGetCount_v2(unsigned *count) { *count = gpu_count; return OK; }

int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **handle)
{
    if (index >= (unsigned)gpu_count) return INVALID;
    struct gpu *g = &gpus[index];
    double t = now_is();
    if (t >= g->lost_from && t < g->lost_to) return LOST;
    *handle = &g->handles[generation(g, t)];
    return OK;
}

int nvmlDeviceGetHandleByUUID(const char *uuid, void **handle)
{
    __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < gpu_count; i++) {
        if (strcmp(gpus[i].uuid, uuid)) continue;
        if (now_is() >= gpus[i].reload && !initialized_at_reload) return UNINITIALIZED;
        return nvmlDeviceGetHandleByIndex_v2(i, handle);
    }
    return NOT_FOUND;
}

int nvmlDeviceGetName(void *device, char *text, unsigned length) { ENTER(device); snprintf(text, length, "%s", g->name); return OK; }

int nvmlDeviceGetUUID(void *device, char *text, unsigned length) { ENTER(device); snprintf(text, length, "%s", g->uuid); return OK; }

int nvmlDeviceGetIndex(void *device, unsigned *index) { ENTER(device); *index = g - gpus; return OK; }

struct pci { char legacy[16]; unsigned domain, bus, device, id, subsystem; char text[32]; };

int nvmlDeviceGetPciInfo_v3(void *device, struct pci *pci)
{
    ENTER(device);
    *pci = (struct pci){ .bus = 0x3b + (unsigned)(g - gpus), .id = 0x233010de };
    snprintf(pci->legacy, sizeof pci->legacy, "0000:%02X:00.0", pci->bus);
    snprintf(pci->text, sizeof pci->text, "00000000:%02X:00.0", pci->bus);
    return OK;
}

int nvmlDeviceGetArchitecture(void *device, unsigned *arch) { ENTER(device); *arch = g->arch; return OK; }

int nvmlDeviceGetPowerManagementLimitConstraints(void *device, unsigned *least, unsigned *most)
{
    ENTER(device);
    *least = 100000;
    *most = g->limit * 1000;
    return OK;
}

int nvmlDeviceGetEnforcedPowerLimit(void *device, unsigned *limit) { ENTER(device); *limit = g->limit * 1000; return OK; }

int nvmlDeviceGetMigMode(void *device, unsigned *current, unsigned *pending) { ENTER(device); *current = *pending = g->mig; return OK; }

int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned *count) { ENTER(device); *count = g->mig ? SLICES : 0; return OK; }

int nvmlDeviceGetMigDeviceHandleByIndex(void *device, unsigned index, void **handle)
{
    ENTER(device);
    for (int i = 0; i < instance_count; i++) {
        if (instances[i].gpu != g - gpus) continue;
        if (index < (unsigned)instances[i].compute) { *handle = &instances[i].handles[index]; return OK; }
        index -= instances[i].compute;
    }
    return NOT_FOUND;
}

int nvmlDeviceGetGpuInstanceId(void *device, unsigned *id)
{
    ENTER(device);
    if (!instance_of(device)) return INVALID;
    *id = instance_of(device)->id;
    return OK;
}

struct attributes { unsigned sms, copy, decoders, encoders, jpeg, ofa, slices, compute_slices; unsigned long long mib; };

int nvmlDeviceGetAttributes_v2(void *device, struct attributes *attributes)
{
    ENTER(device);
    struct instance *part = instance_of(device);
    if (!part) return UNSUPPORTED;
    *attributes = (struct attributes){ .sms = 16 * part->slices, .slices = part->slices, .compute_slices = part->slices / part->compute, .mib = 10240ULL * part->slices };
    return OK;
}

int nvmlDeviceGetVirtualizationMode(void *device, int *mode) { ENTER(device); *mode = g->virt; return OK; }

int nvmlDeviceGetTotalEnergyConsumption(void *device, unsigned long long *energy)
{
    ENTER(device);
    if (!strcmp(g->energy, "none")) return UNSUPPORTED;
    double seen = (long long)(t / COUNTER_STEP + 1e-6) * COUNTER_STEP, before = t >= g->reload ? energy_at(g, g->reload) : -5000;
    double joules = (strcmp(g->energy, "frozen") ? energy_at(g, seen) : 0) - before;
    double unit = !strcmp(g->energy, "micro") ? 1e6 : !strcmp(g->energy, "joule") ? 1 : 1e3;
    *energy = joules > 0 ? (unsigned long long)(joules * unit) : 0;
    return OK;
}

static unsigned milliwatts(const struct gpu *g, double t, int averaged)
{
    if (!averaged) return power_at(g, t) * 1000;
    double from = t > 1 ? t - 1 : 0;
    return t > from ? (energy_at(g, t) - energy_at(g, from)) / (t - from) * 1000 : power_at(g, t) * 1000;
}

int nvmlDeviceGetPowerUsage(void *device, unsigned *power) { ENTER(device); *power = milliwatts(g, t, g->averaged); return OK; }

struct field { unsigned id, scope; long long time, latency; int type, error; unsigned long long value; };

int nvmlDeviceGetFieldValues(void *device, int count, struct field *fields)
{
    ENTER(device);
    for (int i = 0; i < count; i++) {
        fields[i].error = fields[i].id == 186 && g->instant ? OK : UNSUPPORTED;
        fields[i].type = 1;
        fields[i].value = milliwatts(g, t, 0);
    }
    return OK;
}

static int active(const struct process *p, const struct gpu *g, double t) { return p->gpu == g - gpus && t >= p->from && t < p->to; }

struct utilization { unsigned gpu, memory; };

int nvmlDeviceGetUtilizationRates(void *device, struct utilization *use)
{
    ENTER(device);
    if (g->mig) return UNSUPPORTED;
    use->gpu = g->util >= 0 ? g->util : 0;
    for (int i = 0; i < process_count && g->util < 0; i++) {
        if (active(&processes[i], g, t)) use->gpu += (processes[i].sm_even + processes[i].sm_odd) / 2;
    }
    if (use->gpu > 100) use->gpu = 100;
    use->memory = use->gpu / 2;
    return OK;
}

struct memory { unsigned long long total, free, used; };

int nvmlDeviceGetMemoryInfo(void *device, struct memory *memory)
{
    ENTER(device);
    *memory = (struct memory){ .total = 80ULL << 30, .free = (80ULL << 30) - g->memory, .used = g->memory };
    return OK;
}

int nvmlDeviceGetTemperature(void *device, int sensor, unsigned *celsius) { ENTER(device); *celsius = sensor ? 0 : g->temp; return OK; }

int nvmlDeviceGetCurrentClocksThrottleReasons(void *device, unsigned long long *reasons) { ENTER(device); *reasons = g->throttle; return OK; }

int nvmlDeviceGetClockInfo(void *device, int which, unsigned *megahertz)
{
    ENTER(device);
    *megahertz = which == 1 ? g->sm_clock : which == 2 ? g->memory_clock : 0;
    return OK;
}

struct running { unsigned pid; unsigned long long memory; unsigned instance, compute; };

static int list(void *device, unsigned *count, struct running *into, const char *kind)
{
    ENTER(device);
    struct instance *part = instance_of(device);
    if (g->private && !part) return NO_PERMISSION;
    unsigned n = 0, room = *count;
    for (int i = 0; i < process_count; i++) {
        if (part && processes[i].instance != part->id) continue;
        int pid = active(&processes[i], g, t) && !strcmp(processes[i].kind, kind) ? pid_of(&processes[i]) : 0;
        if (pid && n++ < room) into[n - 1] = (struct running){ .pid = pid, .memory = processes[i].memory, .instance = processes[i].instance, .compute = g->mig ? 0 : ~0u };
    }
    *count = n;
    return n > room ? TOO_SMALL : OK;
}

int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *count, struct running *into) { return list(device, count, into, "compute"); }

int nvmlDeviceGetGraphicsRunningProcesses_v3(void *device, unsigned *count, struct running *into) { return list(device, count, into, "graphics"); }

int nvmlDeviceGetMPSComputeRunningProcesses_v3(void *device, unsigned *count, struct running *into) { return list(device, count, into, "mps"); }

struct sample { unsigned pid; unsigned long long time; unsigned sm, memory, encoder, decoder; };

/* Time stamps are microseconds from 10^9 on, so that none is 0; the last two seconds are kept. */
int nvmlDeviceGetProcessUtilization(void *device, struct sample *into, unsigned *count, unsigned long long after)
{
    ENTER(device);
    if (g->mig || !g->samples) return UNSUPPORTED;
    unsigned n = 0, room = into ? *count : 0;
    for (long long k = t > 2 ? (long long)((t - 2) / SAMPLE) : 1; k * SAMPLE <= t + 1e-9; k++) {
        unsigned long long stamp = 1000000000ULL + (unsigned long long)(k * SAMPLE * 1e6 + 0.5);
        for (int i = 0; i < process_count && stamp > after; i++) {
            int sm = k % 2 ? processes[i].sm_odd : processes[i].sm_even;
            int pid = sm > 0 && active(&processes[i], g, (k - 0.5) * SAMPLE) ? pid_of(&processes[i]) : 0;
            if (pid && n++ < room) into[n - 1] = (struct sample){ .pid = pid, .time = stamp, .sm = sm };
        }
    }
    *count = n;
    return n > room ? TOO_SMALL : n ? OK : NOT_FOUND;
}

/* Performance metrics of instances. Two samples less than 100 ms apart are refused here, which the real library only advises against. */
struct gpm_sample { int gpu; unsigned instance; double time; };

struct gpm_metric { unsigned id; int error; double value; char *short_name, *long_name, *unit; };

struct gpm_metrics { unsigned version, count; struct gpm_sample *earlier, *later; struct gpm_metric all[]; };

struct gpm_support { unsigned version, supported; };

int nvmlGpmQueryDeviceSupport(void *device, struct gpm_support *support)
{
    ENTER(device);
    support->supported = g->gpm;
    return support->version == 1 ? OK : INVALID;
}

int nvmlGpmSampleAlloc(struct gpm_sample **sample) { *sample = calloc(1, sizeof **sample); return OK; }

int nvmlGpmSampleFree(struct gpm_sample *sample) { free(sample); return OK; }

int nvmlGpmMigSampleGet(void *device, unsigned instance, struct gpm_sample *sample)
{
    ENTER(device);
    if (!g->gpm) return UNSUPPORTED;
    *sample = (struct gpm_sample){ .gpu = g - gpus, .instance = instance, .time = t };
    return OK;
}

int nvmlGpmMetricsGet(struct gpm_metrics *metrics)
{
    __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    double from = metrics->earlier->time, to = metrics->later->time, busy = 0;
    if (metrics->version != 1 || metrics->earlier->instance != metrics->later->instance || to - from < 0.1) return INVALID;
    for (int i = 0; i < process_count; i++) {
        struct process *p = &processes[i];
        double begin = p->from > from ? p->from : from, end = p->to < to ? p->to : to;
        if (p->gpu == metrics->later->gpu && p->instance == metrics->later->instance && end > begin) busy += (p->sm_even + p->sm_odd) / 2.0 * (end - begin) / (to - from);
    }
    for (unsigned i = 0; i < metrics->count; i++) {
        metrics->all[i].error = metrics->all[i].id == 2 ? OK : UNSUPPORTED;
        metrics->all[i].value = busy > 100 ? 100 : busy;
    }
    return OK;
}

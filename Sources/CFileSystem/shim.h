#ifndef NFODD_CFILESYSTEM_SHIM_H
#define NFODD_CFILESYSTEM_SHIM_H

// Not in Swift's own module of the C library: the number by which a file system names its kind, the giving back of
// memory, and whether this process may be dumped.
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/statfs.h>

static inline int nfod_set_dumpable(int is_dumpable) { return prctl(PR_SET_DUMPABLE, is_dumpable, 0, 0, 0); }
static inline int nfod_is_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
static inline int nfod_set_core_limit(rlim_t bytes) {
    struct rlimit limit = {bytes, bytes};
    return setrlimit(RLIMIT_CORE, &limit);
}

#endif

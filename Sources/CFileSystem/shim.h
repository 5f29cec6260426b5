#ifndef NFODD_CFILESYSTEM_SHIM_H
#define NFODD_CFILESYSTEM_SHIM_H

// Not in Swift's own module of the C library: the number by which a file system names its kind, the giving back of
// memory, and what a process may leave behind when it crashes (a variadic function).
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/statfs.h>

static inline int nfod_set_dumpable(int value) { return prctl(PR_SET_DUMPABLE, value, 0, 0, 0); }

#endif

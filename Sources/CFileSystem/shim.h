#ifndef NFODD_CFILESYSTEM_SHIM_H
#define NFODD_CFILESYSTEM_SHIM_H

// Not in Swift's own module of the C library: the number by which a file system names its kind, and the giving back of
// memory.
#include <malloc.h>
#include <sys/statfs.h>

#endif

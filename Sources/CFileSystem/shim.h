#ifndef NFODD_CFILESYSTEM_SHIM_H
#define NFODD_CFILESYSTEM_SHIM_H

// The number by which a file system names its kind is not in Swift's own module of the C library.
#include <sys/statfs.h>

#endif

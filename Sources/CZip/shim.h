#ifndef NFOD_CZIP_SHIM_H
#define NFOD_CZIP_SHIM_H

#include <zip.h>

#endif

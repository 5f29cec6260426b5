#ifndef NFOD_CXLSXWRITER_SHIM_H
#define NFOD_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif

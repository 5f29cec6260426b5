#ifndef NFOD_CCURL_SHIM_H
#define NFOD_CCURL_SHIM_H
#include <curl/curl.h>
#endif

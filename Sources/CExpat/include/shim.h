#ifndef NFOD_CEXPAT_SHIM_H
#define NFOD_CEXPAT_SHIM_H

#include <expat.h>
#include <malloc.h>
#include <stdlib.h>

/* A parser that can take only so much memory, whatever a hostile document asks of it: deep nesting, one endless
   attribute, a million different names. expat's functions for memory get no context, so what is in use is counted for
   the thread; a parser is made, used and freed on one thread. Beyond the limit expat says that it has no memory. */

struct nfod_expat_memory {
    size_t in_use;
    size_t most;
};

static inline struct nfod_expat_memory *nfod_expat_memory(void) {
    static _Thread_local struct nfod_expat_memory memory;
    return &memory;
}

static inline int nfod_expat_has_room(size_t in_use, size_t size) {
    size_t most = nfod_expat_memory()->most;
    return size <= most && in_use <= most - size;
}

static inline void *nfod_expat_allocate(size_t size) {
    if (!nfod_expat_has_room(nfod_expat_memory()->in_use, size)) return NULL;
    void *block = malloc(size);
    if (block) nfod_expat_memory()->in_use += malloc_usable_size(block);
    return block;
}

static inline void nfod_expat_release(void *block) {
    if (block) nfod_expat_memory()->in_use -= malloc_usable_size(block);
    free(block);
}

static inline void *nfod_expat_reallocate(void *block, size_t size) {
    size_t before = block ? malloc_usable_size(block) : 0;
    if (!nfod_expat_has_room(nfod_expat_memory()->in_use - before, size)) return NULL;
    void *grown = realloc(block, size);
    if (grown) nfod_expat_memory()->in_use += malloc_usable_size(grown) - before;
    return grown;
}

/* Names come as "namespace|name". */
static inline XML_Parser nfod_expat_create(size_t bytes_most) {
    static const XML_Memory_Handling_Suite memory = {
        nfod_expat_allocate, nfod_expat_reallocate, nfod_expat_release};
    nfod_expat_memory()->most = bytes_most;
    return XML_ParserCreate_MM(NULL, &memory, "|");
}

#endif

#ifndef NFOD_CCURL_SHIM_H
#define NFOD_CCURL_SHIM_H

#include <curl/curl.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/* Swift cannot call variadic functions nor read the union in CURLMsg: one typed function for each use. The names in
   parentheses keep libcurl's type-checking macros from being applied to options that are not constants here. */

typedef size_t (*nfod_data_function)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode nfod_set_number(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode nfod_set_offset(CURL *easy, CURLoption option, long long value) {
    return (curl_easy_setopt)(easy, option, (curl_off_t)value);
}

static inline CURLcode nfod_set_text(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode nfod_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode nfod_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode nfod_set_blob_copy(CURL *easy, CURLoption option, const void *bytes, size_t length) {
    struct curl_blob blob = {(void *)bytes, length, CURL_BLOB_COPY};
    return (curl_easy_setopt)(easy, option, &blob);
}

static inline CURLcode nfod_set_data_function(CURL *easy, CURLoption option, nfod_data_function function) {
    return (curl_easy_setopt)(easy, option, function);
}

static inline CURLcode nfod_set_progress(CURL *easy, curl_xferinfo_callback function, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_XFERINFOFUNCTION, function);
    if (code == CURLE_OK) code = (curl_easy_setopt)(easy, CURLOPT_XFERINFODATA, context);
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_NOPROGRESS, 0L);
}

static inline CURLcode nfod_set_open_socket(CURL *easy, curl_opensocket_callback function, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, function);
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETDATA, context);
}

static inline long nfod_response_code(CURL *easy) {
    long value = 0;
    return (curl_easy_getinfo)(easy, CURLINFO_RESPONSE_CODE, &value) == CURLE_OK ? value : 0;
}

static inline CURLMcode nfod_set_multi_number(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

static inline long long nfod_retry_after_seconds(CURL *easy) {
    curl_off_t value = 0;
    return (curl_easy_getinfo)(easy, CURLINFO_RETRY_AFTER, &value) == CURLE_OK ? value : 0;
}

/* Non-zero when the message says that a transfer has ended; only then is its result readable. */
static inline int nfod_message_is_done(const CURLMsg *message) { return message->msg == CURLMSG_DONE; }

static inline CURLcode nfod_message_result(const CURLMsg *message) { return message->data.result; }

/* The address as it stands in memory; longer than `struct sockaddr` for IPv6, `addrlen` bytes in all. */
static inline const void *nfod_address_bytes(const struct curl_sockaddr *address) { return &address->addr; }

/* What pthread_setname_np does for the calling thread; that one needs _GNU_SOURCE, which gives types of the C library
   another shape here than in Swift's own module of it. */
static inline int nfod_name_this_thread(const char *name) { return prctl(PR_SET_NAME, name); }

#endif

/* The ceiling of delivery.py: the same POSTs by a bare loop over libcurl's multi handle, with nothing signed, checked,
   queued or written down. delivery_bare URL COUNT IN_FLIGHT: prints POSTs a second. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static size_t swallow(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

static double now_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    int count = atoi(argv[2]), in_flight = atoi(argv[3]), begun = 0, done = 0, running, left;
    char body[513];
    memset(body, 'x', 512);
    curl_global_init(CURL_GLOBAL_ALL);
    struct curl_slist *headers = NULL;
    headers = curl_slist_append(headers, "content-type: application/json; charset=utf-8");
    headers = curl_slist_append(headers, "webhook-id: m-1");
    headers = curl_slist_append(headers, "webhook-timestamp: 1614800000");
    headers = curl_slist_append(headers, "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    headers = curl_slist_append(headers, "Expect:");
    CURLM *multi = curl_multi_init();
    double start = now_seconds();
    for (; begun < in_flight && begun < count; begun++) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, 512L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, swallow);
        curl_multi_add_handle(multi, easy);
    }
    while (done < count) {
        curl_multi_perform(multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left)); ) {
            CURL *easy = message->easy_handle;
            if (message->msg != CURLMSG_DONE || message->data.result != CURLE_OK) return 1;
            done++;
            curl_multi_remove_handle(multi, easy);
            if (begun < count) {
                begun++;
                curl_multi_add_handle(multi, easy);
            } else {
                curl_easy_cleanup(easy);
            }
        }
        if (done < count) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    printf("%.0f\n", count / (now_seconds() - start));
    return 0;
}

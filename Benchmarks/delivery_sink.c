/* A receiver that takes every POST and answers 204 at once, on one thread, for delivery.py.
   delivery_sink PORT [LOG]: with LOG a line for each, `webhook-id` (or, of Alertmanager's, the label `alert` of its body)
   and the wall clock in milliseconds, written out when nothing has come for a tenth of a second. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 4096, ROOM = 16384 };
static struct { char bytes[ROOM]; size_t count; } lines[CONNECTIONS];
static const char answer[] = "HTTP/1.1 204 No Content\r\n\r\n";

static long long now_milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void note(FILE *log, const char *request) {
    const char *id = strcasestr(request, "\r\nwebhook-id: "), *label = strstr(request, "\"alert\":\"");
    if (!log || (!id && !label)) return;
    id = id ? id + 14 : label + 9;
    fprintf(log, "%.*s %lld\n", (int)strcspn(id, "\r\""), id, now_milliseconds());
}

/* The requests that are whole; the rest stays for the next time. Less than 0 when the other side has left. */
static int serve(int connection, FILE *log) {
    ssize_t got = recv(connection, lines[connection].bytes + lines[connection].count,
                       ROOM - 1 - lines[connection].count, 0);
    if (got <= 0) return -1;
    char *bytes = lines[connection].bytes;
    size_t count = lines[connection].count += got;
    bytes[count] = 0;
    for (char *end; (end = strstr(bytes, "\r\n\r\n")); ) {
        const char *length = strcasestr(bytes, "content-length: ");
        size_t whole = (end - bytes) + 4 + (length && length < end ? atol(length + 16) : 0);
        if (count < whole) break;
        note(log, bytes);
        if (send(connection, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0) return -1;
        memmove(bytes, bytes + whole, count -= whole);
        bytes[count] = 0;
    }
    lines[connection].count = count;
    return 0;
}

int main(int argc, char **argv) {
    FILE *log = argc > 2 ? fopen(argv[2], "a") : NULL;
    int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1, loop = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])),
                                .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (bind(listener, (struct sockaddr *)&place, sizeof place) || listen(listener, 1024)) return 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];
    epoll_ctl(loop, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(loop, events, 256, 100);
        if (ready == 0 && log) fflush(log);
        for (int i = 0; i < ready; i++) {
            int connection = events[i].data.fd;
            if (connection == listener) {
                connection = accept(listener, NULL, NULL);
                if (connection < 0 || connection >= CONNECTIONS) { close(connection); continue; }
                setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                lines[connection].count = 0;
                event.data.fd = connection;
                epoll_ctl(loop, EPOLL_CTL_ADD, connection, &event);
            } else if (serve(connection, log) < 0) {
                close(connection);
            }
        }
    }
}

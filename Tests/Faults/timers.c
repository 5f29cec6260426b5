/// The library that sets the wall clock moves timers that wait for the time since boot as well, which no clock that is
/// set does: they go past it here.
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int file, int flags, const struct itimerspec *value, struct itimerspec *before) {
    return (int)syscall(SYS_timerfd_settime, file, flags, value, before);
}

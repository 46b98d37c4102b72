/*
 * Has the look-up of names that begin with "hangs" take a minute, as a name server does that never answers:
 * gcc -shared -fPIC -O2 -o names.so names.c. To be loaded with LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

typedef int look_up(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *restrict name, const char *restrict service, const struct addrinfo *restrict hints,
                struct addrinfo **restrict result) {
  look_up *original = (look_up *) dlsym(RTLD_NEXT, "getaddrinfo");
  if (name && strncmp(name, "hangs", 5) == 0) {
    sleep(60);
    return EAI_AGAIN;
  }
  return original(name, service, hints, result);
}

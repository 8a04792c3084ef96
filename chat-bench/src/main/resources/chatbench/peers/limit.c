/* The least a relay can do: one thread, one send() per socket and turn of the loop. limit PORT
   For loopback and clients that behave: it takes any upgrade, and frames of one piece below 64 KiB. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { SOCKETS = 65536, FRAME = 65536, EVENTS = 512 };

static struct client { char *in; int length, open; } clients[SOCKETS];
static int all[SOCKETS], count, batch;
static char out[16 << 20];
static const char upgraded[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"; /* of the RFC's example key */

static void end(int fd) {
  for (int i = 0; i < count; i++)
    if (all[i] == fd) all[i--] = all[--count];
  free(clients[fd].in);
  clients[fd] = (struct client){0};
  close(fd);
}

static int frame(unsigned char *in, int length) { /* how long it is, or 0 when there is more to come */
  int head = 2, size = length > 1 ? in[1] & 127 : 0;
  if (size == 126 && length >= 4) size = in[2] << 8 | in[3], head = 4;
  int whole = head + 4 + size;
  if (length < 6 || (size == 126 && head == 2) || length < whole || batch + whole > (int)sizeof out) return 0;
  memcpy(out + batch, in, head);
  out[batch + 1] &= 127;
  for (int i = 0; i < size; i++) out[batch + head + i] = in[head + 4 + i] ^ in[head + (i & 3)];
  batch += head + size;
  return whole;
}

static void hear(int fd) {
  struct client *c = &clients[fd];
  int got = recv(fd, c->in + c->length, FRAME - c->length, 0), used = 0;
  if (got <= 0) return end(fd);
  c->length += got;
  if (!c->open) {
    char *head = memmem(c->in, c->length, "\r\n\r\n", 4);
    if (!head) return;
    used = head + 4 - c->in;
    send(fd, upgraded, sizeof upgraded - 1, MSG_NOSIGNAL);
    c->open = 1, all[count++] = fd;
  }
  for (int next; (next = frame((unsigned char *)c->in + used, c->length - used)); used += next);
  memmove(c->in, c->in + used, c->length -= used);
}

int main(int arguments, char **argument) {
  if (arguments != 2) return 2;
  int door = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0), on = 1;
  struct sockaddr_in here = {AF_INET, htons(atoi(argument[1])), {htonl(INADDR_LOOPBACK)}, {0}};
  struct epoll_event one = {EPOLLIN, {.fd = door}}, many[EVENTS];
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(door, (void *)&here, sizeof here) || listen(door, 4096)) return perror("limit"), 1;
  for (epoll_ctl(poll, EPOLL_CTL_ADD, door, &one);;) {
    int ready = epoll_wait(poll, many, EVENTS, -1);
    batch = 0;
    for (int i = 0; i < ready; i++) {
      if (many[i].data.fd != door) { hear(many[i].data.fd); continue; }
      one.data.fd = accept4(door, 0, 0, SOCK_NONBLOCK);
      if (one.data.fd < 0) continue;
      setsockopt(one.data.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      clients[one.data.fd].in = malloc(FRAME);
      epoll_ctl(poll, EPOLL_CTL_ADD, one.data.fd, &one);
    }
    for (int i = 0; batch && i < count; i++) send(all[i], out, batch, MSG_NOSIGNAL);
  }
}

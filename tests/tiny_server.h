/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tiny_server: HTTP/1.1 on a port of loopback, one request a connection, in a
 * thread of the test itself. For tests of net and fetch that need answers no
 * honest server gives; the real protocol is served by tests/server.
 */
#ifndef TESTS_TINY_SERVER_H
#define TESTS_TINY_SERVER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct server {
	int fd, port;
	pthread_t thread;
	char last[256];	 /* path that was asked for last */
	int same;	 /* how often in a row */
	char head[2048]; /* of the last request */
	/* Says what is to be said for a path; then the connection closes. */
	void (*answer)(struct server *s, int fd, const char *path);
};

__attribute__((unused)) static void
say(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, text, len, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		text += n;
		len -= (size_t)n;
	}
}

__attribute__((unused)) static void
says(int fd, const char *text)
{
	say(fd, text, strlen(text));
}

/* Wait until the other side has had enough. */
__attribute__((unused)) static void
idle(int fd)
{
	char c;

	while (recv(fd, &c, 1, 0) > 0)
		continue;
}

/* Close so that the peer sees a reset, not an end. A moment first, so that
 * it has read what came before. */
__attribute__((unused)) static void
reset(int fd)
{
	const struct timespec moment = { 0, 50000000 };
	struct linger now = { 1, 0 };

	nanosleep(&moment, NULL);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

static void *
serve(void *arg)
{
	struct server *s = arg;
	char path[256];
	int fd;

	while ((fd = accept(s->fd, NULL, NULL)) != -1) {
		size_t len = 0;
		ssize_t n;

		s->head[0] = '\0';
		while (len < sizeof(s->head) - 1 &&
		    (n = read(fd, s->head + len, sizeof(s->head) - 1 - len)) >
			0) {
			len += (size_t)n;
			s->head[len] = '\0';
			if (strstr(s->head, "\r\n\r\n") != NULL)
				break;
		}
		if (sscanf(s->head, "GET %255s", path) == 1) {
			s->same = strcmp(path, s->last) == 0 ? s->same + 1 : 1;
			snprintf(s->last, sizeof(s->last), "%s", path);
			s->answer(s, fd, path);
		}
		close(fd);
	}
	return NULL;
}

__attribute__((unused)) static void
server_start(struct server *s)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(at);

	s->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (s->fd == -1 ||
	    bind(s->fd, (struct sockaddr *)&at, sizeof(at)) == -1 ||
	    listen(s->fd, 8) == -1 ||
	    getsockname(s->fd, (struct sockaddr *)&at, &len) == -1 ||
	    pthread_create(&s->thread, NULL, serve, s) != 0) {
		perror("server");
		exit(1);
	}
	s->port = ntohs(at.sin_port);
}

__attribute__((unused)) static void
server_stop(struct server *s)
{
	shutdown(s->fd, SHUT_RDWR);
	close(s->fd);
	pthread_join(s->thread, NULL);
}

#endif

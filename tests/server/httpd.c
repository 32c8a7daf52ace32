/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * httpd: the CBS OData hosts on this machine, for tests and the demo. It
 * serves a folder of tables with the limits of the real service, and spoils
 * answers on demand. Prints its port; loopback only. README.md tells more.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "server.h"

#define STOP_SECONDS 5

static const char usage[] =
    "usage: httpd --root DIR [--overlay DIR] [--routes FILE] [--port N]\n"
    "             [--page-size N] [--no-gzip] [--etag] [--fault SPEC]...\n"
    "             [--log FILE] [--until-eof]\n";

struct options {
	long port;
	bool until_eof;
};

struct visit { /* a connection on its way to its thread */
	struct server *server;
	int fd;
	size_t slot;
};

void
server_pause(struct server *server, double seconds)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += (time_t)seconds;
	until.tv_nsec += (long)((seconds - (double)(time_t)seconds) * 1e9);
	if (until.tv_nsec >= 1000000000L) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000L;
	}
	pthread_mutex_lock(&server->lock);
	while (!server->stopping &&
	    pthread_cond_timedwait(&server->wake, &server->lock, &until) !=
		ETIMEDOUT)
		;
	pthread_mutex_unlock(&server->lock);
}

bool
server_stopping(struct server *server)
{
	bool stopping;

	pthread_mutex_lock(&server->lock);
	stopping = server->stopping;
	pthread_mutex_unlock(&server->lock);
	return stopping;
}

void
server_log(struct server *server, const char *method, const char *target,
    int status, size_t bytes)
{
	pthread_mutex_lock(&server->lock);
	text_printf(
	    &server->log, "%s %s %d %zu\n", method, target, status, bytes);
	if (server->log_file != NULL) {
		fprintf(server->log_file, "%s %s %d %zu\n", method, target,
		    status, bytes);
		fflush(server->log_file);
	}
	pthread_mutex_unlock(&server->lock);
}

static void *
visit_run(void *arg)
{
	struct visit *visit = arg;
	struct server *server = visit->server;

	conn_serve(server, visit->fd);
	pthread_mutex_lock(&server->lock);
	server->fds[visit->slot] = -1;
	close(visit->fd);
	pthread_cond_broadcast(&server->wake);
	pthread_mutex_unlock(&server->lock);
	free(visit);
	return NULL;
}

/* A thread for the connection; one too many is turned away. */
static void
visit_start(struct server *server, int fd)
{
	struct visit *visit = must_alloc(sizeof(*visit));
	pthread_t thread;
	int on = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	*visit = (struct visit){ .server = server, .fd = fd };
	pthread_mutex_lock(&server->lock);
	while (visit->slot < CONNECTIONS && server->fds[visit->slot] != -1)
		visit->slot++;
	if (visit->slot < CONNECTIONS)
		server->fds[visit->slot] = fd;
	pthread_mutex_unlock(&server->lock);
	if (visit->slot < CONNECTIONS &&
	    pthread_create(&thread, NULL, visit_run, visit) == 0) {
		pthread_detach(thread);
		return;
	}
	pthread_mutex_lock(&server->lock);
	if (visit->slot < CONNECTIONS)
		server->fds[visit->slot] = -1;
	pthread_mutex_unlock(&server->lock);
	close(fd);
	free(visit);
}

static int
listen_on(long port, int *out_fd)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_port = htons((in_port_t)port);
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) == -1 ||
	    listen(fd, CONNECTIONS) == -1 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) == -1) {
		close(fd);
		return -1;
	}
	*out_fd = fd;
	return ntohs(at.sin_port);
}

/* Reads stdin away. False when it is at its end. */
static bool
stdin_open(void)
{
	char bytes[256];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	return n > 0 || (n == -1 && errno == EINTR);
}

/* Until a signal comes, or stdin ends. stop_fd is the signals' pipe. */
static void
accept_loop(struct server *server, int listen_fd, int stop_fd, bool until_eof)
{
	struct pollfd fds[] = {
		{ .fd = stop_fd, .events = POLLIN },
		{ .fd = listen_fd, .events = POLLIN },
		{ .fd = until_eof ? STDIN_FILENO : -1, .events = POLLIN },
	};

	for (;;) {
		if (poll(fds, 3, -1) == -1) {
			if (errno == EINTR)
				continue;
			return;
		}
		if (fds[0].revents != 0 ||
		    (fds[2].revents != 0 && !stdin_open()))
			return;
		if (fds[1].revents != 0) {
			int fd = accept(listen_fd, NULL, NULL);

			if (fd != -1)
				visit_start(server, fd);
		}
	}
}

/* Cut the connections and wait for their threads; false when one hangs. */
static bool
stop(struct server *server)
{
	struct timespec until;
	size_t busy;
	int rc = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += STOP_SECONDS;
	pthread_mutex_lock(&server->lock);
	server->stopping = true;
	pthread_cond_broadcast(&server->wake);
	do {
		busy = 0;
		for (size_t i = 0; i < CONNECTIONS; i++) {
			if (server->fds[i] == -1)
				continue;
			busy++;
			shutdown(server->fds[i], SHUT_RDWR);
		}
		if (busy > 0)
			rc = pthread_cond_timedwait(
			    &server->wake, &server->lock, &until);
	} while (busy > 0 && rc == 0);
	pthread_mutex_unlock(&server->lock);
	return busy == 0;
}

/* A thread that turns the signals into a byte in a pipe: no handler, no
 * variable of the whole program. */
struct watch {
	sigset_t signals;
	int fd;
};

static void *
watch_run(void *arg)
{
	struct watch *watch = arg;
	int sig;

	sigwait(&watch->signals, &sig);
	if (write(watch->fd, "", 1) == -1)
		_exit(1);
	return NULL;
}

static int
run(struct server *server, const struct options *o)
{
	struct watch watch;
	pthread_t watcher;
	int pipe_fds[2], listen_fd, port;

	sigemptyset(&watch.signals);
	sigaddset(&watch.signals, SIGTERM);
	sigaddset(&watch.signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, &watch.signals, NULL);
	port = listen_on(o->port, &listen_fd);
	if (port == -1 || pipe(pipe_fds) == -1) {
		fprintf(
		    stderr, "httpd: port %ld: %s\n", o->port, strerror(errno));
		return 1;
	}
	watch.fd = pipe_fds[1];
	if (pthread_create(&watcher, NULL, watch_run, &watch) != 0)
		return 1;
	printf("%d\n", port);
	fflush(stdout);
	accept_loop(server, listen_fd, pipe_fds[0], o->until_eof);
	close(listen_fd);
	if (!stop(server))
		_exit(1); /* what it uses must stay where it is */
	pthread_cancel(watcher);
	pthread_join(watcher, NULL);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	return 0;
}

static int
parse_number(const char *name, const char *s, long low, long high, long *out)
{
	char *end;

	*out = strtol(s, &end, 10);
	if (end != s && *end == '\0' && *out >= low && *out <= high)
		return 0;
	fprintf(stderr, "httpd: --%s %s: must be a number from %ld to %ld\n",
	    name, s, low, high);
	return -1;
}

static int
add_fault(struct server *server, const char *spec)
{
	struct text why = { 0 };
	int rc = faults_add(&server->faults, spec, &why);

	if (rc == -1)
		fprintf(stderr, "httpd: --fault: %s\n", why.s);
	text_free(&why);
	return rc;
}

static int
read_routes(struct server *server, const char *path)
{
	struct text why = { 0 };

	routes_free(server->routes);
	server->routes = routes_read(path, &why);
	if (server->routes == NULL)
		fprintf(stderr, "httpd: --routes: %s\n", why.s);
	text_free(&why);
	return server->routes == NULL ? -1 : 0;
}

static int
set_option(struct server *server, struct options *o, int option)
{
	switch (option) {
	case 'r':
		server->site.tree.root = optarg;
		return 0;
	case 'o':
		server->site.tree.overlay = optarg;
		return 0;
	case 'R':
		return read_routes(server, optarg);
	case 'p':
		return parse_number("port", optarg, 0, 65535, &o->port);
	case 's':
		return parse_number(
		    "page-size", optarg, 1, 1000000, &server->site.page_size);
	case 'g':
		server->site.gzip = false;
		return 0;
	case 'e':
		server->etag = true;
		return 0;
	case 'u':
		o->until_eof = true;
		return 0;
	case 'f':
		return add_fault(server, optarg);
	case 'l':
		if (server->log_file != NULL)
			fclose(server->log_file);
		server->log_file = fopen(optarg, "a");
		if (server->log_file != NULL)
			return 0;
		fprintf(stderr, "httpd: %s: %s\n", optarg, strerror(errno));
		return -1;
	}
	fputs(usage, stderr);
	return -1;
}

static int
parse_options(struct server *server, struct options *o, int argc, char **argv)
{
	static const struct option known[] = {
		{ "root", required_argument, NULL, 'r' },
		{ "overlay", required_argument, NULL, 'o' },
		{ "routes", required_argument, NULL, 'R' },
		{ "port", required_argument, NULL, 'p' },
		{ "page-size", required_argument, NULL, 's' },
		{ "no-gzip", no_argument, NULL, 'g' },
		{ "etag", no_argument, NULL, 'e' },
		{ "fault", required_argument, NULL, 'f' },
		{ "log", required_argument, NULL, 'l' },
		{ "until-eof", no_argument, NULL, 'u' },
		{ NULL, 0, NULL, 0 },
	};
	struct stat st;
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1)
		if (set_option(server, o, option) == -1)
			return -1;
	if (optind < argc || server->site.tree.root == NULL) {
		fputs(usage, stderr);
		return -1;
	}
	if (stat(server->site.tree.root, &st) == -1 || !S_ISDIR(st.st_mode)) {
		fprintf(stderr, "httpd: %s: not a folder\n",
		    server->site.tree.root);
		return -1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct server server = { .site = { .gzip = true } };
	struct options options = { 0 };
	int rc = 2;

	signal(SIGPIPE, SIG_IGN);
	site_init(&server.site);
	faults_init(&server.faults);
	pthread_mutex_init(&server.lock, NULL);
	pthread_cond_init(&server.wake, NULL);
	for (size_t i = 0; i < CONNECTIONS; i++)
		server.fds[i] = -1;
	if (parse_options(&server, &options, argc, argv) == 0)
		rc = run(&server, &options);
	if (server.log_file != NULL)
		fclose(server.log_file);
	text_free(&server.log);
	faults_clear(&server.faults);
	routes_free(server.routes);
	site_clear(&server.site);
	return rc;
}

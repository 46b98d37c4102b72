package dev.freshet.hub;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * The threads and executors of a hub.
 *
 * @param pumps makes one thread for each pump, and another if one dies
 * @param aside runs what may block: reading the log, ending stuck responses. What it refuses closes
 *     a stream, or is offered again
 * @param listeners runs the listeners, one task for each at a time
 */
public record HubThreads(ThreadFactory pumps, Executor aside, Executor listeners) {}

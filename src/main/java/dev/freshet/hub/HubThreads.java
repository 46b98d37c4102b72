package dev.freshet.hub;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * The threads and executors of a hub.
 *
 * @param pumps creates one thread for each pump, and a new one if it dies
 * @param aside runs tasks that may block, such as reading the log or ending stuck responses. If it
 *     refuses a task, a stream is closed or the task is offered again
 * @param listeners runs the listeners, at most one task per listener at a time
 */
public record HubThreads(ThreadFactory pumps, Executor aside, Executor listeners) {}

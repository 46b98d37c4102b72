package dev.freshet.hub;

import java.util.Map;

/**
 * Events that a node has dispatched, by topic.
 *
 * @param byTopic public events by their canonical topic
 * @param others public events on topics that did not fit in {@code byTopic}
 * @param hidden private events, whose topics are not disclosed
 */
public record TopicCounts(Map<String, Long> byTopic, long others, long hidden) {}

/** What is published and how it looks on the wire: events, their ids, topics and selectors. */
@NullMarked
package dev.freshet.event;

import org.jspecify.annotations.NullMarked;

/** Events and their wire format: ids, topics and selectors. */
@NullMarked
package dev.freshet.event;

import org.jspecify.annotations.NullMarked;

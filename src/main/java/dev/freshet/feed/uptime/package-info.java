/** The feed that checks whether other systems are up, and remembers how much of the time. */
@NullMarked
package dev.freshet.feed.uptime;

import org.jspecify.annotations.NullMarked;

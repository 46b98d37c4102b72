/** The feed that checks whether other systems are up, and records their availability. */
@NullMarked
package dev.freshet.showcase.uptime;

import org.jspecify.annotations.NullMarked;

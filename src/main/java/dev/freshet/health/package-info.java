/** The health of a node: services that must keep running, and faults. */
@NullMarked
package dev.freshet.health;

import org.jspecify.annotations.NullMarked;

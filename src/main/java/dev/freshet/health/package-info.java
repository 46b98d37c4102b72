/** What a node knows of its own health: services that must keep running, faults that last. */
@NullMarked
package dev.freshet.health;

import org.jspecify.annotations.NullMarked;

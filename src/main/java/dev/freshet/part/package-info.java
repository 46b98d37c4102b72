/**
 * The port by which optional parts, such as the showcases, join the hub without it knowing them.
 */
@NullMarked
package dev.freshet.part;

import org.jspecify.annotations.NullMarked;

/** Definitions and lists that outlive the process and are shared by all nodes. */
@NullMarked
package dev.freshet.store;

import org.jspecify.annotations.NullMarked;

/** The fault suite: what the hub keeps, loses and tells while the systems around it fail. */
@NullMarked
package dev.freshet.faults;

import org.jspecify.annotations.NullMarked;

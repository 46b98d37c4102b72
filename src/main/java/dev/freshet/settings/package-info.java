/** Reads settings from system properties and the environment. */
@NullMarked
package dev.freshet.settings;

import org.jspecify.annotations.NullMarked;

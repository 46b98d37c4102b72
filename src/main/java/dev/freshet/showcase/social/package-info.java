/** The feed <i>social</i>: short messages by people, which everybody sees at once. */
@NullMarked
package dev.freshet.showcase.social;

import org.jspecify.annotations.NullMarked;

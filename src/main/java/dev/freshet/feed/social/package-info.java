/** The feed <i>social</i>: short messages of people, which everybody sees at once. */
@NullMarked
package dev.freshet.feed.social;

import org.jspecify.annotations.NullMarked;

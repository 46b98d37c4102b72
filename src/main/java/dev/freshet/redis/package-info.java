/** The Redis backend. The only package that uses Jedis. */
@NullMarked
package dev.freshet.redis;

import org.jspecify.annotations.NullMarked;

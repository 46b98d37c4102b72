/** Events from Redis. The only package that knows Jedis. */
@NullMarked
package dev.freshet.redis;

import org.jspecify.annotations.NullMarked;

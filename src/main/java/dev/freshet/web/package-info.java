/**
 * What all HTTP doors share: bounds on requests, addresses, rights of visitors, CORS, and problem
 * responses.
 */
@NullMarked
package dev.freshet.web;

import org.jspecify.annotations.NullMarked;

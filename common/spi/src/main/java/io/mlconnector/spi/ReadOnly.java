package io.mlconnector.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a typed client that changes nothing at the vendor although it is a POST, such
 * as a query: it may be repeated, and has a read's time limit. GET and HEAD are so anyway.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnly {}

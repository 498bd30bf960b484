package io.mlconnector.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a typed client whose query has lists: their commas go out as they are, for
 * vendors who take an encoded one for a part of a value. No value may hold a comma then.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainCommas {}

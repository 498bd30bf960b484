package io.mlconnector.mapping.mirror;

import io.mlconnector.mapping.route.Side;
import java.util.Map;

/**
 * What is to be delivered next.
 *
 * @param oneWay whether the one-way fields go with it
 */
record Move(Open.Kind kind, Side target, Map<String, Sent> fields, boolean oneWay) {}

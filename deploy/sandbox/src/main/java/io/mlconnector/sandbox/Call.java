package io.mlconnector.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One call as the ledger shows it. Credentials never appear: Authorization is reduced to its
 * scheme, and secret members of the query and the body are masked.
 *
 * @param sequence order of arrival over all vendors, from 1
 * @param time sandbox time of arrival, ISO 8601
 * @param path the decoded path, without the query
 * @param query the raw query, or null
 * @param body the request body, at most 16,384 characters, or null
 * @param status what the vendor decided, 0 while the call is in flight or when nothing decided it
 * @param answered whether a complete answer was sent
 * @param applied whether the vendor itself handled the call and accepted it (below 400)
 * @param fault the injected fault that fired, or null
 * @param millis from arrival to the end of the answer, -1 while in flight
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Call(
    long sequence,
    String time,
    String vendor,
    String method,
    String path,
    String query,
    Map<String, String> requestHeaders,
    String body,
    int status,
    boolean answered,
    boolean applied,
    String fault,
    long millis,
    Map<String, String> responseHeaders) {}

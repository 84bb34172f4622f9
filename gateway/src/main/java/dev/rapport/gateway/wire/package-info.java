/// Records as the JSON of `/openapi.yaml` and `/asyncapi.yaml`: the one place that knows both.
@NullMarked
package dev.rapport.gateway.wire;

import org.jspecify.annotations.NullMarked;

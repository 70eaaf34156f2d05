package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ListTypes;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The network that a function's environments are attached to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = ListTypes.class, input = "subnetIDs=set, securityGroupIDs=set")
public record FunctionVpc(
    @JsonPropertyDescription("Subnets, of one VPC: 1 to 16.") @Required @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 64) @Pattern("^subnet-[0-9a-z]+$") String> subnetIDs,
    @JsonPropertyDescription("Security groups: 1 to 5.") @Required @Size(min = 1, max = 5)
        List<@Size(min = 1, max = 64) @Pattern("^sg-[0-9a-zA-Z]+$") String> securityGroupIDs,
    @JsonPropertyDescription("Whether IPv6 goes out through subnets that have both.")
        @Default("false")
        Boolean ipv6) {
  public FunctionVpc {
    subnetIDs = subnetIDs == null ? List.of() : List.copyOf(subnetIDs);
    securityGroupIDs = securityGroupIDs == null ? List.of() : List.copyOf(securityGroupIDs);
    ipv6 = ipv6 != null && ipv6;
  }
}

// What the machine, the options and the build say.
#include "cli/run_header.h"

#include <utility>

#include "cli/machine.h"
#include "cli/machine_facts.h"
#include "cli/version.h"
#include "harness/topology.h"

namespace litmus {

RunHeader run_header(const RunOptions& options, std::vector<std::string> models) {
  const MachineFacts facts = machine_facts(std::string(architecture()));
  const std::vector<int> cpus = usable_cpus(options.plan.cpus);
  return {.version = version_text(),
          .architecture = std::string(architecture()),
          .processor = facts.processor,
          .microcode = facts.microcode,
          .caches = facts.caches,
          .kernel = facts.kernel,
          .virtualised = facts.virtualised,
          .emulated = facts.emulated,
          .cpus = cpus,
          .topology = restricted(this_machine(), cpus),
          .quota = cpu_quota(),
          .compiler = options.compiler.empty() ? built_with() : options.compiler,
          .flags = options.flags,
          .models = std::move(models),
          .seed = options.plan.seed,
          .start = time_now(),
          .shard = options.shard.whole() ? "" : to_string(options.shard)};
}

}  // namespace litmus

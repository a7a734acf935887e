// The only file that knows hwloc.
#include "harness/topology.h"

#include <fmt/format.h>
#include <hwloc.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <type_traits>

#include "harness/error.h"

namespace litmus {
namespace {

struct Destroy {
  void operator()(hwloc_topology_t topology) const { hwloc_topology_destroy(topology); }
};
using Handle = std::unique_ptr<std::remove_pointer_t<hwloc_topology_t>, Destroy>;

Handle initialised() {
  hwloc_topology_t topology = nullptr;
  if (hwloc_topology_init(&topology) != 0) throw Error("hwloc does not start");
  return Handle(topology);
}

bool proper_part(hwloc_const_bitmap_t part, hwloc_const_bitmap_t whole) {
  return hwloc_bitmap_isincluded(part, whole) && !hwloc_bitmap_isequal(part, whole);
}

// The smallest cache above `pu` that more than its own core uses; -1 if the whole package uses it.
int cluster_of(hwloc_obj_t pu, hwloc_obj_t core, hwloc_obj_t package) {
  for (hwloc_obj_t above = pu->parent; above != nullptr; above = above->parent) {
    if (!hwloc_obj_type_is_cache(above->type)) continue;
    if (!proper_part(core->cpuset, above->cpuset)) continue;
    return proper_part(above->cpuset, package->cpuset) ? hwloc_bitmap_first(above->cpuset) : -1;
  }
  return -1;
}

Topology read(hwloc_topology_t topology) {
  Topology result;
  const int count = hwloc_get_nbobjs_by_type(topology, HWLOC_OBJ_PU);
  for (int i = 0; i < count; ++i) {
    hwloc_obj_t pu = hwloc_get_obj_by_type(topology, HWLOC_OBJ_PU, static_cast<unsigned>(i));
    hwloc_obj_t core = hwloc_get_ancestor_obj_by_type(topology, HWLOC_OBJ_CORE, pu);
    hwloc_obj_t package = hwloc_get_ancestor_obj_by_type(topology, HWLOC_OBJ_PACKAGE, pu);
    // Virtual machines leave levels out: a CPU is then its own core, the machine one package.
    if (core == nullptr) core = pu;
    if (package == nullptr) package = hwloc_get_root_obj(topology);
    const int kind = hwloc_cpukinds_get_by_cpuset(topology, pu->cpuset, 0);
    // The first CPU below an object names it: unlike hwloc's indices, unique over levels.
    result.cpus.push_back({.number = static_cast<int>(pu->os_index),
                           .core = hwloc_bitmap_first(core->cpuset),
                           .cluster = cluster_of(pu, core, package),
                           .package = hwloc_bitmap_first(package->cpuset),
                           .kind = std::max(kind, 0)});
  }
  std::ranges::sort(result.cpus, {}, &Cpu::number);
  return result;
}

int parse_number(std::string_view text, std::string_view whole) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > 65535) {
    throw Error(fmt::format("'{}' is not a list of CPUs", whole), "write it as 0,2-5");
  }
  return number;
}

}  // namespace

Topology this_machine() {
  Handle topology = initialised();
  hwloc_topology_set_flags(topology.get(), HWLOC_TOPOLOGY_FLAG_IS_THISSYSTEM |
                                               HWLOC_TOPOLOGY_FLAG_RESTRICT_TO_CPUBINDING);
  if (hwloc_topology_load(topology.get()) != 0) throw Error("hwloc can not read this machine");
  return read(topology.get());
}

Topology synthetic_machine(const std::string& description) {
  Handle topology = initialised();
  if (hwloc_topology_set_synthetic(topology.get(), description.c_str()) != 0 ||
      hwloc_topology_load(topology.get()) != 0) {
    throw Error(fmt::format("'{}' does not describe a machine", description));
  }
  return read(topology.get());
}

Topology saved_machine(const std::string& xml) {
  Handle topology = initialised();
  if (hwloc_topology_set_xmlbuffer(topology.get(), xml.c_str(), static_cast<int>(xml.size()) + 1) !=
          0 ||
      hwloc_topology_load(topology.get()) != 0) {
    throw Error("this is not a topology that hwloc saved", "lstopo --of xml writes one");
  }
  return read(topology.get());
}

Topology restricted(const Topology& topology, const std::vector<int>& numbers) {
  Topology result;
  for (int number : numbers) {
    const auto cpu = std::ranges::find(topology.cpus, number, &Cpu::number);
    if (cpu == topology.cpus.end()) {
      std::vector<int> allowed;
      for (const Cpu& each : topology.cpus) allowed.push_back(each.number);
      throw Error(fmt::format("CPU {} is not among those this process may use", number),
                  fmt::format("it may use {}", print_cpus(allowed)));
    }
    result.cpus.push_back(*cpu);
  }
  std::ranges::sort(result.cpus, {}, &Cpu::number);
  result.cpus.erase(std::unique(result.cpus.begin(), result.cpus.end()), result.cpus.end());
  return result;
}

bool has_unequal_cores(const Topology& topology) {
  return std::ranges::any_of(topology.cpus,
                             [&](const Cpu& cpu) { return cpu.kind != topology.cpus[0].kind; });
}

std::string print_cpus(const std::vector<int>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (!text.empty()) text += ',';
    text += std::to_string(numbers[i]);
    if (last > i) text += '-' + std::to_string(numbers[last]);
    i = last + 1;
  }
  return text;
}

std::vector<int> parse_cpus(std::string_view text) {
  std::vector<int> numbers;
  std::string_view rest = text;
  while (true) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view part = rest.substr(0, comma);
    const std::size_t dash = part.find('-');
    const int first = parse_number(part.substr(0, dash), text);
    const int last = dash == part.npos ? first : parse_number(part.substr(dash + 1), text);
    if (last < first) throw Error(fmt::format("'{}' runs backwards", part), "write it as 0,2-5");
    for (int number = first; number <= last; ++number) numbers.push_back(number);
    if (comma == rest.size()) break;
    rest.remove_prefix(comma + 1);
  }
  if (numbers.size() > 65536) throw Error(fmt::format("'{}' names too many CPUs", text));
  return numbers;
}

}  // namespace litmus

// The cgroup's grant of CPU time: "150000 100000" in cpu.max means one and a half CPUs. Every group
// from ours up to the root may set one, and the smallest holds. Version 1 spells it in two files.
//
// Tested by topology_test.cpp on a made-up tree.
#include <algorithm>
#include <fstream>
#include <string>

#include "harness/topology.h"

namespace litmus {
namespace {

// Quota over period in CPUs; 0 where the file is missing or says "max".
double quota_v2(const std::string& folder) {
  std::ifstream file(folder + "/cpu.max");
  double quota = 0;
  double period = 0;
  return file >> quota >> period && period > 0 ? quota / period : 0;
}

double quota_v1(const std::string& folder) {
  std::ifstream quota_file(folder + "/cpu.cfs_quota_us");
  std::ifstream period_file(folder + "/cpu.cfs_period_us");
  double quota = 0;
  double period = 0;
  return quota_file >> quota && period_file >> period && quota > 0 && period > 0 ? quota / period
                                                                                 : 0;
}

double smallest_above(const std::string& mount, std::string group,
                      double (*quota)(const std::string&)) {
  double smallest = 0;
  while (true) {
    const double here = quota(mount + group);
    if (here > 0) smallest = smallest > 0 ? std::min(smallest, here) : here;
    if (group.empty()) return smallest;
    group.erase(std::min(group.rfind('/'), group.size()));
  }
}

}  // namespace

double cpu_quota(const std::string& root) {
  std::ifstream groups(root + "/proc/self/cgroup");
  // Lines are "0::/user.slice" (version 2) and "4:cpu,cpuacct:/docker/1f2e" (version 1).
  for (std::string line; std::getline(groups, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (first == line.npos || second == line.npos) continue;
    std::string controllers = line.substr(first, second - first + 1);  // ":cpu,cpuacct:" or "::"
    std::ranges::replace(controllers, ':', ',');
    std::string group = line.substr(second + 1);
    if (group == "/") group.clear();
    double quota = 0;
    if (controllers == ",,") quota = smallest_above(root + "/sys/fs/cgroup", group, quota_v2);
    if (controllers.find(",cpu,") != controllers.npos) {
      quota = smallest_above(root + "/sys/fs/cgroup/cpu", group, quota_v1);
    }
    if (quota > 0) return quota;
  }
  return 0;
}

}  // namespace litmus

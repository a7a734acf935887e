// Tested by machine_facts_test.cpp.
#include "cli/machine_facts.h"

#include <fmt/core.h>
#include <sys/utsname.h>

#include <chrono>
#include <ctime>
#include <fstream>

namespace litmus {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// The first of these keys that /proc/cpuinfo has: "model name : AMD ..." on x86, others elsewhere.
std::string cpuinfo(const std::string& root, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    std::ifstream file(root + "/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      const std::string name = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
      if (name == key && colon + 2 <= line.size()) return line.substr(colon + 2);
    }
  }
  return "";
}

bool has_word(const std::string& text, std::string_view word) {
  return (" " + text + " ").find(fmt::format(" {} ", word)) != std::string::npos;
}

std::string caches(const std::string& root) {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    const std::string folder =
        fmt::format("{}/sys/devices/system/cpu/cpu0/cache/index{}/", root, i);
    const std::string size = first_line(folder + "size"), type = first_line(folder + "type");
    if (size.empty()) break;
    const std::string letter = type == "Data" ? "d" : type == "Instruction" ? "i" : "";
    text += fmt::format("{}L{}{} {}", text.empty() ? "" : ", ", first_line(folder + "level"),
                        letter, size);
  }
  return text;
}

// An emulator of one program shows it the processor of the machine underneath; one of a whole
// machine names itself.
bool emulated(const std::string& architecture, const std::string& root) {
  const bool x86_below =
      !cpuinfo(root, {"vendor_id"}).empty() && !cpuinfo(root, {"cpuid level"}).empty();
  if (architecture != "x86-64" && x86_below) return true;
  const bool qemu = cpuinfo(root, {"model name"}).find("QEMU TCG") != std::string::npos ||
                    cpuinfo(root, {"model name"}).find("QEMU Virtual") != std::string::npos;
  return qemu && !has_word(cpuinfo(root, {"flags"}), "hypervisor");
}

// Name and number. Who builds a kernel may put any words behind the number, names among them.
std::string kernel_version() {
  utsname system{};
  uname(&system);
  const std::string release = system.release;
  return fmt::format("{} {}", system.sysname,
                     release.substr(0, release.find_first_not_of("0123456789.")));
}

}  // namespace

MachineFacts machine_facts(const std::string& architecture, const std::string& root) {
  const bool hypervisor = has_word(cpuinfo(root, {"flags"}), "hypervisor") ||
                          !first_line(root + "/sys/hypervisor/type").empty() ||
                          !first_line(root + "/proc/device-tree/hypervisor/compatible").empty();
  return {.processor = cpuinfo(root, {"model name", "uarch", "cpu", "Model"}),
          .microcode = cpuinfo(root, {"microcode"}),
          .caches = caches(root),
          .kernel = kernel_version(),
          .virtualised = hypervisor,
          .emulated = emulated(architecture, root)};
}

std::string time_now() {
  using namespace std::chrono;
  const auto now = system_clock::now().time_since_epoch();
  const std::time_t whole = duration_cast<seconds>(now).count();
  const auto micros = duration_cast<microseconds>(now).count() % 1'000'000;
  std::tm utc{};
  gmtime_r(&whole, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", utc.tm_year + 1900,
                     utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, micros);
}

}  // namespace litmus

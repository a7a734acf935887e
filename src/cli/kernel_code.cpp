// Tested by run_command_test.cpp and src/agreement/kernel_code_test.cpp.
#include "cli/kernel_code.h"

#include <dlfcn.h>
#include <fmt/core.h>
#include <link.h>
#include <unistd.h>

#include <string_view>
#include <utility>

#include "cli/process.h"

namespace litmus {
namespace {

// More than the longest role of the catalogue has, five times over.
constexpr std::uint64_t kMostBytes = 4096;

CodeAnswer unknown(std::string why) { return {CodeAnswer::Is::Unknown, std::move(why)}; }

Finished disassembled(const std::string& file, std::vector<std::string> what) {
  std::vector<std::string> command = {"objdump", "-d", "--no-show-raw-insn", "-M", "intel"};
  for (std::string& option : what) command.push_back(std::move(option));
  command.push_back(file);
  return run_program(command);
}

// The text of all roles: each by its own stretch of the file, or the whole of a small one.
Finished disassembled(const CodePlace& place) {
  if (place.addresses.empty()) return disassembled(place.file, {});
  Finished all{.started = true, .stopped = false, .status = 0, .output = ""};
  for (const std::uint64_t address : place.addresses) {
    const Finished one =
        disassembled(place.file, {fmt::format("--start-address={}", address),
                                  fmt::format("--stop-address={}", address + kMostBytes)});
    if (one.status != 0) return one;
    all.output += one.output + '\n';
  }
  return all;
}

// "mov DWORD PTR [rax],0x2" is "mov [rax],0x2": enough to see what was stored, and where.
std::string without_sizes(std::string instruction) {
  for (const std::string_view size : {"DWORD PTR ", "QWORD PTR ", "WORD PTR ", "BYTE PTR "}) {
    const std::size_t at = instruction.find(size);
    if (at != instruction.npos) instruction.erase(at, size.size());
  }
  return instruction;
}

}  // namespace

CodePlace place_in_this_program(const Kernel& kernel) {
  // By its number: the file may have been replaced since it was started, and objdump is another.
  CodePlace place{.file = fmt::format("/proc/{}/exe", getpid()), .functions = {}, .addresses = {}};
  for (const Role& role : kernel.roles) {
    auto* const code = reinterpret_cast<void*>(role.play);
    Dl_info info{};
    link_map* object = nullptr;
    const bool found =
        dladdr1(code, &info, reinterpret_cast<void**>(&object), RTLD_DL_LINKMAP) != 0;
    const std::uint64_t moved = found && object != nullptr ? object->l_addr : 0;
    place.addresses.push_back(reinterpret_cast<std::uint64_t>(code) - moved);
  }
  return place;
}

std::string in_a_line(const std::vector<std::vector<std::string>>& instructions) {
  std::string line;
  for (std::size_t role = 0; role < instructions.size(); ++role) {
    line += fmt::format("{}P{}", role == 0 ? "" : "; ", role);
    for (std::size_t i = 0; i < instructions[role].size(); ++i)
      line += (i == 0 ? " " : ", ") + without_sizes(instructions[role][i]);
  }
  return line;
}

CodeAnswer look_at_code(const Test& test, const CodePlace& place) {
#if !defined(__x86_64__)
  return unknown("only code for x86-64 is read so far");
#endif
  const Finished text = disassembled(place);
  if (!text.started) return unknown("there is no objdump to read it with");
  if (text.status != 0) return unknown("objdump can not read it");
  const Listing listing = read_listing(text.output);
  std::vector<std::uint64_t> entries = place.addresses;
  for (const std::string& function : place.functions) {
    const auto found = listing.functions.find(function);
    if (found == listing.functions.end())
      return unknown(fmt::format("its function {} was not found", function));
    entries.push_back(found->second);
  }
  return compare_with_standard(test, listing, entries);
}

}  // namespace litmus

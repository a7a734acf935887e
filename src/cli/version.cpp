// The version and what built it.
#include "cli/version.h"

#include <fmt/core.h>

namespace litmus {

std::string_view architecture() {
#if defined(__x86_64__)
  return "x86-64";
#elif defined(__aarch64__)
  return "Armv8";
#elif defined(__riscv)
  return "RISC-V";
#elif defined(__powerpc64__)
  return "POWER";
#else
  return "another architecture";
#endif
}

std::string built_with() {
#if defined(__clang__)
  return fmt::format("clang {}.{}", __clang_major__, __clang_minor__);
#else
  return fmt::format("g++ {}.{}", __GNUC__, __GNUC_MINOR__);
#endif
}

std::string version_text() {
  const std::string from = commit().empty() ? "" : fmt::format(" ({})", commit());
  return fmt::format("litmus {}{}, {}, {}", LITMUS_VERSION, from, built_with(), architecture());
}

}  // namespace litmus

// Facts of machines that are not here, from their files.
#include "cli/machine_facts.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace litmus {
namespace {

namespace fs = std::filesystem;

class MachineFactsOf : public ::testing::Test {
 protected:
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  const fs::path root_ = fs::path(::testing::TempDir()) / fmt::format("machine-facts-{}", getpid());
};

TEST_F(MachineFactsOf, AVirtualX86) {
  write(
      "proc/cpuinfo",
      "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC\nmicrocode\t: 0x1000065\n"
      "cpuid level\t: 16\nflags\t\t: fpu vme hypervisor\n");
  for (const auto& [index, level, type, size] :
       {std::tuple{0, "1", "Data", "32K"}, std::tuple{1, "1", "Instruction", "64K"},
        std::tuple{2, "2", "Unified", "1024K"}}) {
    const std::string folder = fmt::format("sys/devices/system/cpu/cpu0/cache/index{}/", index);
    write(folder + "level", std::string(level) + "\n");
    write(folder + "type", std::string(type) + "\n");
    write(folder + "size", std::string(size) + "\n");
  }
  const MachineFacts facts = machine_facts("x86-64", root_.string());
  EXPECT_EQ(facts.processor, "AMD EPYC");
  EXPECT_EQ(facts.microcode, "0x1000065");
  EXPECT_EQ(facts.caches, "L1d 32K, L1i 64K, L2 1024K");
  EXPECT_TRUE(facts.virtualised);
  EXPECT_FALSE(facts.emulated);
  // An Arm program that sees this processor runs under an emulator.
  EXPECT_TRUE(machine_facts("AArch64", root_.string()).emulated);
}

TEST_F(MachineFactsOf, AMachineThatSaysLittle) {
  write("proc/cpuinfo", "processor\t: 0\nuarch\t\t: sifive,u74-mc\n");
  const MachineFacts facts = machine_facts("RISC-V", root_.string());
  EXPECT_EQ(facts.processor, "sifive,u74-mc");
  EXPECT_EQ(facts.microcode, "");
  EXPECT_EQ(facts.caches, "");
  EXPECT_FALSE(facts.virtualised);
  EXPECT_FALSE(facts.emulated);
}

TEST(TimeNow, HasMicroseconds) {
  const std::string time = time_now();
  ASSERT_EQ(time.size(), 27u) << time;
  EXPECT_EQ(time.substr(10, 1) + time.substr(19, 1) + time.substr(26), "T.Z");
  EXPECT_NE(time, time_now());
}

}  // namespace
}  // namespace litmus

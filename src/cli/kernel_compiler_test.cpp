// Compiling kernels, keeping them, and saying what is wrong when that does not work.
#include "cli/kernel_compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "cli/can_not_run.h"

namespace litmus {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

class KernelCompilerTest : public ::testing::Test {
 protected:
  KernelCompilerTest() {
    EXPECT_NE(mkdtemp(folder_), nullptr);
    setenv("XDG_CACHE_HOME", folder_, 1);
  }
  ~KernelCompilerTest() override { fs::remove_all(folder_); }

  std::string message_of(const std::function<void()>& action) {
    try {
      action();
    } catch (const CanNotRun& error) {
      return error.what();
    }
    return "";
  }

  char folder_[40] = "/tmp/litmus-compiler-test-XXXXXX";
  const std::string source_ =
      "#include \"harness/kernel.h\"\nextern \"C\" int answer() { return 1; }\n";
};

TEST_F(KernelCompilerTest, CompilesOnce) {
  const KernelCompiler compiler = find_kernel_compiler("", "");
  const std::string library = compiled_kernels(compiler, source_);
  const auto made = fs::last_write_time(library);
  EXPECT_EQ(compiled_kernels(compiler, source_), library);
  EXPECT_EQ(fs::last_write_time(library), made);
  EXPECT_NE(compiled_kernels(compiler, source_ + "// other\n"), library);
  EXPECT_NE(compiled_kernels(find_kernel_compiler("", "-O1"), source_), library);
}

TEST_F(KernelCompilerTest, UsersFlagsComeLast) {
  EXPECT_EQ(find_kernel_compiler("", "-O1  -g").flags.back(), "-g");
  EXPECT_THAT(find_kernel_compiler("", "").flags, Contains("-fwrapv"));
}

TEST_F(KernelCompilerTest, Assembly) {
  EXPECT_THAT(assembly_of(find_kernel_compiler("", ""), source_), HasSubstr("answer:"));
}

TEST_F(KernelCompilerTest, SaysWhatTheCompilerSaid) {
  const std::string message =
      message_of([] { compiled_kernels(find_kernel_compiler("", ""), "this is no source;\n"); });
  EXPECT_THAT(message, HasSubstr("could not compile the kernels in "));
  EXPECT_THAT(message, HasSubstr("error: "));
  const std::size_t begin = message.find(folder_);
  const fs::path path = message.substr(begin, message.find('\n') - begin);
  EXPECT_TRUE(fs::exists(path)) << "the source is kept: " << path;
}

TEST_F(KernelCompilerTest, NoCompiler) {
  EXPECT_THAT(message_of([] { find_kernel_compiler("no-such-compiler", ""); }),
              HasSubstr("there is no compiler 'no-such-compiler'"));
  const std::string path = std::getenv("PATH");
  setenv("PATH", "/nowhere", 1);
  unsetenv("CXX");
  EXPECT_THAT(message_of([] { find_kernel_compiler("", ""); }),
              HasSubstr("no C++ compiler was found"));
  setenv("PATH", path.c_str(), 1);
}

TEST_F(KernelCompilerTest, AFolderThatCanNotBeMade) {
  const std::string file = std::string(folder_) + "/file";
  std::ofstream(file) << "x";
  setenv("XDG_CACHE_HOME", file.c_str(), 1);
  EXPECT_THAT(message_of([] { cache_folder(); }), HasSubstr("can not make the folder"));
}

}  // namespace
}  // namespace litmus

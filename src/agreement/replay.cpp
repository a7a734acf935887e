// The main of a fuzzer in ordinary builds: every file of the folders named on the command line is
// one input, whole and cut off at each eighth. It must come back from each; that is the whole test.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  int inputs = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      for (std::size_t part = 1; part <= 8; ++part) {
        const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
        LLVMFuzzerTestOneInput(data, text.size() * part / 8);
        ++inputs;
      }
    }
  }
  std::printf("%d inputs replayed\n", inputs);
  return inputs == 0 ? 1 : 0;
}

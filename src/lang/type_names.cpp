// Types as text: the one spelling that the printers use for each.
#include "lang/type.h"

namespace litmus {
namespace {

std::string sized(Type type, std::string_view space) {
  if (type.bits == 32 && type.is_signed) return "int";
  return std::string(space) + (type.is_signed ? "int" : "uint") + std::to_string(type.bits) + "_t";
}

// The base without its atomicity.
std::string base_name(Type type, std::string_view space, std::string_view mutex) {
  switch (type.base) {
    case Type::Base::Void:
      return "void";
    case Type::Base::Integer:
      return sized(type, space);
    case Type::Base::Bool:
      return "bool";
    case Type::Base::Flag:
      return std::string(space) + "atomic_flag";
    case Type::Base::Mutex:
      return std::string(mutex);
  }
  return "";
}

}  // namespace

std::string to_c(Type type) {
  if (type.is_pointer()) {
    const std::string plain = to_c(type.pointee()) + "*";
    return type.atomic ? "_Atomic(" + plain + ")" : plain;
  }
  const std::string name = base_name(type, "", "mtx_t");
  if (!type.atomic || type.base == Type::Base::Flag) return name;
  return name == "int" ? "atomic_int" : "_Atomic " + name;
}

std::string to_cpp(Type type) {
  const std::string plain =
      type.is_pointer() ? to_cpp(type.pointee()) + "*" : base_name(type, "std::", "std::mutex");
  return type.atomic && type.base != Type::Base::Flag ? "std::atomic<" + plain + ">"
         : type.atomic && type.is_pointer()           ? "std::atomic<" + plain + ">"
                                                      : plain;
}

}  // namespace litmus

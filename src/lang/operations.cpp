// The names of operations. Tested by parse_test.cpp and the malformed tests (malformed/call-*).
#include "lang/operations.h"

#include <algorithm>
#include <array>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

constexpr std::array kOperations = {
    Operation{"load", OperationKind::Load},
    Operation{"store", OperationKind::Store},
    Operation{"init", OperationKind::Init},
    Operation{"exchange", OperationKind::Update},
    Operation{"fetch_add", OperationKind::Update, Operator::Add},
    Operation{"fetch_sub", OperationKind::Update, Operator::Subtract},
    Operation{"fetch_and", OperationKind::Update, Operator::BitAnd},
    Operation{"fetch_or", OperationKind::Update, Operator::BitOr},
    Operation{"fetch_xor", OperationKind::Update, Operator::BitXor},
    Operation{"compare_exchange_strong", OperationKind::Strong},
    Operation{"compare_exchange_weak", OperationKind::Weak},
    Operation{"test_and_set", OperationKind::TestAndSet},
    Operation{"clear", OperationKind::Clear},
    Operation{"test", OperationKind::Test},
    Operation{"lock", OperationKind::Lock},
    Operation{"unlock", OperationKind::Unlock},
    Operation{"thread_fence", OperationKind::ThreadFence},
    Operation{"signal_fence", OperationKind::SignalFence},
};

// Free functions that are not atomic_NAME.
struct Alias {
  std::string_view name, operation;
};
constexpr std::array kAliases = {
    Alias{"lock", "lock"},
    Alias{"unlock", "unlock"},
    Alias{"mtx_lock", "lock"},
    Alias{"mtx_unlock", "unlock"},
    Alias{"spin_lock", "lock"},
    Alias{"spin_unlock", "unlock"},
    Alias{"SCAS", "compare_exchange_strong"},
    Alias{"WCAS", "compare_exchange_weak"},
};

struct Refused {
  std::string_view name, hint;
};
constexpr std::string_view kLinux = "Linux kernel primitives are not modelled; write C atomics";
constexpr std::array kRefused = {
    Refused{"wait", "write a loop that loads the value"},
    Refused{"notify_one", "leave it out: it orders nothing"},
    Refused{"notify_all", "leave it out: it orders nothing"},
    Refused{"try_lock", "use atomic_exchange on an atomic_int and test the old value"},
    Refused{"mtx_trylock", "use atomic_exchange on an atomic_int and test the old value"},
    Refused{"spin_trylock", "use atomic_exchange on an atomic_int and test the old value"},
    Refused{"lock_guard", "call lock and unlock"},
    Refused{"unique_lock", "call lock and unlock"},
    Refused{"scoped_lock", "call lock and unlock"},
    Refused{"yield", "leave it out: it orders nothing"},
    Refused{"thrd_yield", "leave it out: it orders nothing"},
    Refused{"_mm_pause", "leave it out: it orders nothing"},
    Refused{"_mm_mfence", "write atomic_thread_fence(memory_order_seq_cst)"},
    Refused{"__sync_synchronize", "write atomic_thread_fence(memory_order_seq_cst)"},
    Refused{"kill_dependency", "dependencies are tracked through every expression"},
    Refused{"is_lock_free", "it depends on the machine, not on the memory model"},
    Refused{"atomic_is_lock_free", "it depends on the machine, not on the memory model"},
    Refused{"printf", "name what you want to see in the condition or in locations [...]"},
    Refused{"assert", "state it in the condition: forall (...)"},
    Refused{"__atomic_load_n", "write atomic_load_explicit"},
    Refused{"__atomic_store_n", "write atomic_store_explicit"},
    Refused{"asm", "for a compiler barrier write atomic_signal_fence(memory_order_seq_cst)"},
    Refused{"READ_ONCE", kLinux},
    Refused{"WRITE_ONCE", kLinux},
    Refused{"smp_mb", kLinux},
    Refused{"smp_rmb", kLinux},
    Refused{"smp_wmb", kLinux},
    Refused{"smp_load_acquire", kLinux},
    Refused{"smp_store_release", kLinux},
    Refused{"rcu_read_lock", kLinux},
    Refused{"rcu_read_unlock", kLinux},
    Refused{"synchronize_rcu", kLinux},
    Refused{"srcu_read_lock", kLinux},
    Refused{"xchg", kLinux},
    Refused{"cmpxchg", kLinux},
    Refused{"atomic_read", kLinux},
    Refused{"atomic_set", kLinux},
    Refused{"atomic_add", kLinux},
    Refused{"atomic_inc", kLinux},
    Refused{"__load", kLinux},
    Refused{"__store", kLinux},
    Refused{"__fence", kLinux},
    Refused{"__xchg", kLinux},
    Refused{"__cmpxchg", kLinux},
    Refused{"__lock", kLinux},
    Refused{"__unlock", kLinux},
    Refused{"__srcu", kLinux},
    Refused{"__atomic_op", kLinux},
    Refused{"__atomic_fetch_op", kLinux},
};

const Operation* find_operation(std::string_view name) {
  for (const Operation& operation : kOperations) {
    if (operation.name == name) return &operation;
  }
  return nullptr;
}

void refuse_known(const Parser& parser, const Token& name) {
  for (const Refused& refused : kRefused) {
    if (refused.name == name.text) {
      parser.fail(name.at, shown(name) + " is not modelled", std::string(refused.hint));
    }
  }
}

// Every free function we read, for "did you mean".
std::vector<std::string> free_functions() {
  std::vector<std::string> names;
  for (const Operation& operation : kOperations) {
    const std::string name = "atomic_" + std::string(operation.name);
    if (is_of_mutex(operation.action)) continue;
    const std::string full =
        is_of_flag(operation.action) ? "atomic_flag_" + std::string(operation.name) : name;
    names.push_back(full);
    names.push_back(full + "_explicit");
  }
  for (const Alias& alias : kAliases) names.emplace_back(alias.name);
  return names;
}

// atomic_NAME and atomic_flag_NAME, with _explicit or without.
const Operation* find_atomic_function(std::string_view name, bool& explicitly) {
  constexpr std::string_view kPrefix = "atomic_", kFlag = "flag_", kSuffix = "_explicit";
  if (!name.starts_with(kPrefix)) return nullptr;
  name.remove_prefix(kPrefix.size());
  const bool flag = name.starts_with(kFlag);
  if (flag) name.remove_prefix(kFlag.size());
  explicitly = name.ends_with(kSuffix);
  if (explicitly) name.remove_suffix(kSuffix.size());
  const Operation* operation = find_operation(name);
  if (operation == nullptr || is_of_mutex(operation->action)) return nullptr;
  const bool one_form = operation->action == OperationKind::Init || is_fence(operation->action);
  if (flag != is_of_flag(operation->action) || (explicitly && one_form)) return nullptr;
  return operation;
}

}  // namespace

const Operation& free_operation(const Parser& parser, const Token& name, bool& explicitly) {
  explicitly = false;
  for (const Alias& alias : kAliases) {
    if (alias.name == name.text) return *find_operation(alias.operation);
  }
  const Operation* operation = find_atomic_function(name.text, explicitly);
  if (operation == nullptr) fail_unknown_operation(parser, name);
  return *operation;
}

const Operation& member_operation(const Parser& parser, const Token& name) {
  refuse_known(parser, name);
  const Operation* operation = find_operation(name.text);
  if (operation != nullptr && operation->action != OperationKind::Init &&
      !is_fence(operation->action)) {
    return *operation;
  }
  std::vector<std::string_view> known;
  for (const Operation& each : kOperations) known.push_back(each.name);
  parser.fail(name.at, "unknown operation " + shown(name),
              did_you_mean(name.text, known,
                           "atomics have load, store, exchange, compare_exchange_strong and _weak, "
                           "fetch_add, ..."));
}

void fail_unknown_operation(const Parser& parser, const Token& name) {
  refuse_known(parser, name);
  const std::vector<std::string> owned = free_functions();
  const std::vector<std::string_view> known(owned.begin(), owned.end());
  parser.fail(name.at, "unknown operation " + shown(name),
              did_you_mean(name.text, known,
                           "the operations of <stdatomic.h>, mtx_lock and mtx_unlock are read"));
}

}  // namespace litmus

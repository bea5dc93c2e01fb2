"""Prints what AMD's own library (librocm_smi64) reads of the cards in a folder that stands for /sys, a line for each card.

Arguments: the folder. To be run where /sys/class may be mounted over: by root in a mount namespace of its own, `unshare --mount`.
What the folder lacks and the library insists on is made up; it is none of what is printed.
"""
import ctypes
import os
import shutil
import subprocess
import sys

CLASS = "/sys/class"
NODE = "hive_id 0\nsimd_per_cu 4\narray_count 8\nsimd_arrays_per_engine 1\ncu_per_simd_array 14\ndrm_render_minor {}\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def arrange(sys_root):
    subprocess.run(["mount", "-t", "tmpfs", "none", CLASS], check=True)
    shutil.copytree(f"{sys_root}/class/kfd", f"{CLASS}/kfd")
    nodes = f"{CLASS}/kfd/kfd/topology/nodes"
    for node in os.listdir(nodes):
        with open(f"{nodes}/{node}/properties", "a", encoding="ascii") as file:
            file.write(NODE.format(127 + int(node)))
        write(f"{nodes}/{node}/name", "aldebaran\n")
        os.makedirs(f"{nodes}/{node}/io_links")
    os.makedirs(f"{CLASS}/drm")
    os.makedirs(f"{CLASS}/hwmon")
    for number, card in enumerate(sorted(os.listdir(f"{sys_root}/class/drm"))):
        with open(f"{sys_root}/class/drm/{card}/device/uevent", encoding="ascii") as file:
            facts = dict(line.strip().split("=", 1) for line in file if "=" in line)
        device = f"{CLASS}/devices/{facts['PCI_SLOT_NAME']}"
        shutil.copytree(f"{sys_root}/class/drm/{card}/device", device)
        write(f"{device}/vendor", "0x1002\n")
        write(f"{device}/device", "0x" + facts["PCI_ID"].split(":")[1] + "\n")
        write(f"{device}/vbios_version", "none\n")
        for name in (card, f"renderD{128 + number}"):
            os.makedirs(f"{device}/drm/{name}")
            os.symlink("../..", f"{device}/drm/{name}/device")
            os.symlink(f"{device}/drm/{name}", f"{CLASS}/drm/{name}")
        hwmon = f"{device}/hwmon/{os.listdir(f'{device}/hwmon')[0]}"
        for sensor, label in (("temp1", "edge"), ("temp2", "junction"), ("temp3", "mem"), ("in0", "vddgfx")):
            write(f"{hwmon}/{sensor}_label", label + "\n")
        with open(f"{device}/gpu_metrics", "r+b") as file:
            table = file.read()
            file.write(bytes(int.from_bytes(table[:2], "little") - len(table)))


def main():
    arrange(sys.argv[1])
    library = ctypes.CDLL("librocm_smi64.so.1")
    assert library.rsmi_init(ctypes.c_uint64(0)) == 0
    count = ctypes.c_uint32()
    assert library.rsmi_num_monitor_devices(ctypes.byref(count)) == 0
    for number in range(count.value):
        card = ctypes.c_uint32(number)
        location, power, energy, when, memory = (ctypes.c_uint64() for _ in range(5))
        unit, busy = ctypes.c_float(), ctypes.c_uint32()
        outcomes = [
            library.rsmi_dev_pci_id_get(card, ctypes.byref(location)),
            library.rsmi_dev_power_ave_get(card, ctypes.c_uint32(0), ctypes.byref(power)),
            library.rsmi_dev_energy_count_get(card, ctypes.byref(energy), ctypes.byref(unit), ctypes.byref(when)),
            library.rsmi_dev_busy_percent_get(card, ctypes.byref(busy)),
            library.rsmi_dev_memory_usage_get(card, ctypes.c_int(0), ctypes.byref(memory)),
        ]
        print(f"{location.value >> 8:02x}", *outcomes, power.value, energy.value, f"{unit.value:.1f}", busy.value, memory.value)


main()
